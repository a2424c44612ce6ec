package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.identity.oidc.NimbusIdentityProvider;
import io.cfguardian.identity.oidc.ProviderSettings;
import io.cfguardian.identity.oidc.Transport;
import io.cfguardian.testkit.oidc.Browser;
import io.cfguardian.testkit.oidc.RealProvider;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing on over HTTP with a real provider, and what happens to those who tamper with it. */
class SignOnIT {

    private static final String START = "/api/v1/auth/sso/{provider}/start";
    private static final String CALLBACK = "/api/v1/auth/sso/{provider}/callback";
    private static final String ME = "/api/v1/auth/me";

    private static RealProvider real;
    private static NimbusIdentityProvider provider;
    private static TestNode node;
    private static Client nobody;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        real = RealProvider.started();
        provider = new NimbusIdentityProvider(new ProviderSettings(
                "corp",
                real.issuer(),
                "cfguardian",
                "a-secret-of-the-test",
                RealProvider.REDIRECT,
                List.of("email", "groups"),
                "groups",
                Transport.HTTPS_OR_LOOPBACK,
                Duration.ofSeconds(20)));
        node = TestNode.with(provider);
        node.begin("admin@example.com", "correct horse battery staple");
        nobody = new Client(node.port()).asNobody();
    }

    @AfterAll
    static void stop() {
        node.close();
        provider.close();
        real.close();
    }

    /** A sign-on that has come back from the provider. */
    private record Back(String cookie, Map<String, List<String>> parameters) {}

    private static Back back(String person) throws IOException, InterruptedException {
        Answered begun = nobody.get(START, "corp").send().is(302);
        String cookie = begun.header("Set-Cookie");
        assertThat(cookie)
                .startsWith("cfguardian-sign-on=")
                .contains("; HttpOnly", "; SameSite=Lax", "; Path=/api/v1/auth/sso/corp;", "; Max-Age=600")
                .doesNotContain("Secure");
        var parameters = new Browser().signOn(URI.create(begun.header("Location")), person);
        return new Back(cookie.substring(0, cookie.indexOf(';')), parameters);
    }

    private static Answered callback(String cookie, Map<String, List<String>> parameters) {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + URLEncoder.encode(entry.getValue().getFirst(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        Client.Request request = nobody.get(CALLBACK, "corp").query(query);
        return (cookie.isEmpty() ? request : request.header("Cookie", cookie)).send();
    }

    @Test
    void aPersonSignsOnOnce() throws Exception {
        Back back = back("alice");
        Answered done =
                callback("theme=dark; " + back.cookie(), back.parameters()).is(200);
        assertThat(done.header("Set-Cookie"))
                .startsWith("cfguardian-sign-on=; ")
                .contains("; Max-Age=0;");
        Client alice = new Client(node.port()).as(done.at("/accessToken"));
        assertThat(alice.get(ME).send().is(200).at("/email")).isEqualTo("alice@example.com");

        long before = node.revision();
        callback(back.cookie(), back.parameters()).isProblem(401, "unauthorized");
        assertThat(node.revision()).isEqualTo(before);
    }

    @Test
    void anotherStateOrNoCookieOrSomebodyElsesIsRefused() throws Exception {
        Back victim = back("alice");
        Back attacker = back("bob");
        long before = node.revision();
        callback("", victim.parameters()).isProblem(401, "unauthorized");
        callback(victim.cookie(), attacker.parameters()).isProblem(401, "unauthorized");
        var swapped = new TreeMap<>(attacker.parameters());
        swapped.put("state", victim.parameters().get("state"));
        callback(victim.cookie(), swapped).isProblem(401, "unauthorized");
        callback(victim.cookie() + "; " + attacker.cookie(), attacker.parameters())
                .isProblem(401, "unauthorized");
        callback(attacker.cookie(), Map.of("error", List.of("access_denied"))).isProblem(401, "unauthorized");
        assertThat(node.revision()).isEqualTo(before);
    }

    @Test
    void whatAProviderSendsBesideIsPassedOver() throws Exception {
        Back back = back("alice");
        var more = new TreeMap<>(back.parameters());
        more.put("session_state", List.of("x"));
        more.put("vendor.says", List.of("50% off & more"));
        callback(back.cookie(), more).is(200);
    }

    @Test
    void aParameterThatCountsComesOnce() throws Exception {
        Back back = back("alice");
        String twice = "state=%s&state=%s".formatted(one(back, "state"), one(back, "state"));
        nobody.get(CALLBACK, "corp")
                .header("Cookie", back.cookie())
                .query(twice)
                .send()
                .isProblem(400, "invalid-parameter");
        callback(back.cookie(), back.parameters()).is(200);
    }

    private static String one(Back back, String parameter) {
        return back.parameters().getOrDefault(parameter, List.of()).getFirst();
    }

    @Test
    void askingForTheHeadersAloneTakesNoStep() throws Exception {
        Back back = back("alice");
        for (String path : List.of(START, CALLBACK)) {
            Answered answered = nobody.request("HEAD", path, "corp")
                    .header("Cookie", back.cookie())
                    .query("code=%s&state=%s".formatted(one(back, "code"), one(back, "state")))
                    .send()
                    .is(405);
            assertThat(answered.header("Allow")).isEqualTo("GET");
            assertThat(answered.header("Set-Cookie")).isEmpty();
        }
        callback(back.cookie(), back.parameters()).is(200);
    }

    @Test
    void anUnknownProviderIsNotFound() {
        nobody.get(START, "elsewhere").send().isProblem(404, "not-found");
        nobody.get(CALLBACK, "elsewhere").send().isProblem(404, "not-found");
    }
}
