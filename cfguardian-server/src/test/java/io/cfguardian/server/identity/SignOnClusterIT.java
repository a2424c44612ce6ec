package io.cfguardian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import io.cfguardian.testkit.oidc.Browser;
import io.cfguardian.testkit.oidc.RealProvider;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Signing on as an operator sets it up, behind a proxy that ends TLS: each step of one sign-on meets another node. */
final class SignOnClusterIT {

    private static final String CORP = Visitors.AUTH + "/sso/corp";

    /** What the proxy adds. */
    private static final Map<String, String> OVER_HTTPS = Map.of("X-Forwarded-Proto", "https");

    @Test
    void aSignOnBegunOnOneNodeEndsOnAnotherAndCountsOnAll() throws IOException, InterruptedException {
        try (RealProvider provider = RealProvider.started();
                ProcessCluster cluster = ProcessCluster.start(3, settings(provider))) {
            Visitors visitors = new Visitors(cluster);
            visitors.treasure("payments");

            Reply begun = visitors.send(0, OVER_HTTPS, "GET", CORP + "/start", "");
            assertThat(begun.status()).isEqualTo(302);
            String cookie = begun.header("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("; HttpOnly", "; SameSite=Lax", "; Secure");
            assertThat(visitors.send(0, Map.of(), "GET", CORP + "/start", "").header("Set-Cookie"))
                    .hasValueSatisfying(plain -> assertThat(plain).doesNotContain("Secure"));

            var answer =
                    new Browser().signOn(URI.create(begun.header("Location").orElseThrow()), "alice");
            String callback = CORP + "/callback?" + query(answer);
            Map<String, String> browser = Map.of("Cookie", cookie.substring(0, cookie.indexOf(';')));
            assertThat(visitors.send(1, Map.of(), "GET", callback, "").status()).isEqualTo(401);
            Reply done = visitors.send(1, browser, "GET", callback, "");
            assertThat(done.status()).as(done::body).isEqualTo(200);

            String access = Tokens.of(done).access();
            for (int node : visitors.nodes()) {
                assertThat(visitors.get(node, access, Visitors.ME).status()).isEqualTo(200);
                assertThat(visitors.get(node, access, "/api/v1/projects/payments")
                                .status())
                        .as("the role that the claim gives, on node %d", node)
                        .isEqualTo(200);
                // The code was redeemed, and the browser's cookie is spent.
                assertThat(visitors.send(node, browser, "GET", callback, "").status())
                        .isEqualTo(401);
            }
        }
    }

    private static Map<String, String> settings(RealProvider provider) {
        return Map.of(
                "CFGUARDIAN_SSO_PROVIDER", "corp",
                "CFGUARDIAN_SSO_ISSUER", provider.issuer().toString(),
                "CFGUARDIAN_SSO_CLIENT_ID", "cfguardian",
                "CFGUARDIAN_SSO_CLIENT_SECRET", "a-secret-of-the-test",
                "CFGUARDIAN_SSO_REDIRECT_URI", RealProvider.REDIRECT.toString(),
                "CFGUARDIAN_SSO_SCOPES", "email,groups",
                "CFGUARDIAN_SSO_ROLES_CLAIM", "groups",
                "CFGUARDIAN_SSO_ROLES", "payments-editors=payments/editor",
                "CFGUARDIAN_SSO_CREATE_USERS", "true",
                "CFGUARDIAN_HTTP_TRUSTED_PROXIES", "127.0.0.1/32");
    }

    private static String query(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + URLEncoder.encode(entry.getValue().getFirst(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
