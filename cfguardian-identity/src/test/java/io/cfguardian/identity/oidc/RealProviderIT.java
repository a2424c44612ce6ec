package io.cfguardian.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.port.IdentityProvider.Redirect;
import io.cfguardian.app.identity.port.IdentityProvider.Refused;
import io.cfguardian.app.identity.port.IdentityProvider.SignOn;
import io.cfguardian.app.identity.port.IdentityProvider.SignedOn;
import io.cfguardian.app.identity.port.SignOnFlow;
import io.cfguardian.testkit.oidc.Browser;
import io.cfguardian.testkit.oidc.RealProvider;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing on with a real provider, and what happens to those who tamper with it. */
class RealProviderIT {

    private static final String OTHER = "x".repeat(43);

    private static RealProvider real;
    private static NimbusIdentityProvider provider;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        real = RealProvider.started();
        provider = provider(real, RealProvider.REDIRECT, "a-secret-of-the-test");
    }

    @AfterAll
    static void stop() {
        provider.close();
        real.close();
    }

    @Test
    void aPersonSignsOn() throws Exception {
        Redirect begun = begin();
        assertThat(begun.location())
                .hasParameter("response_type", "code")
                .hasParameter("code_challenge_method", "S256")
                .hasParameter("redirect_uri", RealProvider.REDIRECT.toString());
        assertThat(begun.location().toString()).doesNotContain(begun.flow().verifier());
        assertThat(finish(begun.flow(), new Browser().signOn(begun.location(), "alice")))
                .isEqualTo(new SignedOn(
                        real.issuer().toString(),
                        "alice",
                        "alice@example.com",
                        true,
                        List.of("operators", "payments-editors")));
    }

    @Test
    void anAddressThatTheProviderDoesNotVouchForIsSaidToBeOne() throws Exception {
        Redirect begun = begin();
        assertThat(finish(begun.flow(), new Browser().signOn(begun.location(), "bob")))
                .isEqualTo(new SignedOn(real.issuer().toString(), "bob", "bob@example.com", false, List.of()));
    }

    @Test
    void whatTheIdTokenLeavesOutIsAskedFor() throws Exception {
        try (RealProvider sparing = RealProvider.started("--userinfo");
                NimbusIdentityProvider ours = provider(sparing, RealProvider.REDIRECT, "a-secret-of-the-test")) {
            Redirect begun = (Redirect) ours.start();
            var parameters = new Browser().signOn(begun.location(), "alice");
            assertThat(ours.finish(begun.flow(), parameters, Instant.now()))
                    .isEqualTo(new SignedOn(
                            sparing.issuer().toString(),
                            "alice",
                            "alice@example.com",
                            true,
                            List.of("operators", "payments-editors")));
        }
    }

    @Test
    void anAnswerCountsOnce() throws Exception {
        Redirect begun = begin();
        var parameters = new Browser().signOn(begun.location(), "alice");
        assertThat(finish(begun.flow(), parameters)).isInstanceOf(SignedOn.class);
        assertThat(finish(begun.flow(), parameters)).isEqualTo(new Refused("the sign-on has ended before"));
        try (NimbusIdentityProvider otherNode = provider(real, RealProvider.REDIRECT, "a-secret-of-the-test")) {
            assertThat(otherNode.finish(begun.flow(), parameters, Instant.now()))
                    .as("the provider takes the code once")
                    .isEqualTo(new Refused("the token endpoint said invalid_grant"));
        }
    }

    @Test
    void anAnswerToAnotherSignOnIsRefused() throws Exception {
        Redirect victim = begin();
        Redirect attacker = begin();
        var slipped = new Browser().signOn(attacker.location(), "bob");
        assertThat(finish(victim.flow(), slipped)).isEqualTo(new Refused("the answer is not to this sign-on"));
        slipped.put("state", List.of(victim.flow().state()));
        assertThat(finish(victim.flow(), slipped))
                .as("the verifier is another one's")
                .isEqualTo(new Refused("the token endpoint said invalid_grant"));
    }

    @Test
    void anotherNonceOrVerifierIsRefused() throws Exception {
        Redirect begun = begin();
        SignOnFlow flow = begun.flow();
        assertThat(finish(
                        new SignOnFlow(flow.state(), OTHER, flow.verifier()),
                        new Browser().signOn(begun.location(), "alice")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).startsWith("the ID token is refused"));

        Redirect again = begin();
        assertThat(finish(
                        new SignOnFlow(again.flow().state(), again.flow().nonce(), OTHER),
                        new Browser().signOn(again.location(), "alice")))
                .isEqualTo(new Refused("the token endpoint said invalid_grant"));
    }

    @Test
    void anAnswerOfAnotherProviderIsRefused() throws Exception {
        Redirect begun = begin();
        var parameters = new Browser().signOn(begun.location(), "alice");
        for (List<String> issuer : List.of(
                List.of("https://evil.example"), List.of(real.issuer() + "/"), List.<String>of(), List.of("", ""))) {
            var changed = new TreeMap<>(parameters);
            changed.put("iss", issuer);
            assertThat(finish(begun.flow(), changed)).isInstanceOf(Refused.class);
        }
        assertThat(finish(begun.flow(), parameters)).isInstanceOf(SignedOn.class);
    }

    @Test
    void anotherRedirectIsRefusedByTheProvider() throws Exception {
        URI elsewhere = URI.create(RealProvider.REDIRECT + "/");
        try (NimbusIdentityProvider ours = provider(real, elsewhere, "a-secret-of-the-test")) {
            Redirect begun = (Redirect) ours.start();
            var page = new Browser().open(begun.location());
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.headers().firstValue("location")).isEmpty();

            // A code that was made for the right one is not good for another.
            Redirect right = begin();
            var parameters = new Browser().signOn(right.location(), "alice");
            assertThat(ours.finish(right.flow(), parameters, Instant.now()))
                    .isEqualTo(new Refused("the token endpoint said invalid_grant"));
        }
    }

    @Test
    void aMadeUpCodeIsRefused() {
        Redirect begun = begin();
        assertThat(finish(
                        begun.flow(),
                        Map.of(
                                "code", List.of("made-up"),
                                "state", List.of(begun.flow().state()),
                                "iss", List.of(real.issuer().toString()))))
                .isEqualTo(new Refused("the token endpoint said invalid_grant"));
    }

    @Test
    void whoDoesNotKnowTheClientSecretIsRefused() throws Exception {
        try (NimbusIdentityProvider ours = provider(real, RealProvider.REDIRECT, "another-secret")) {
            Redirect begun = (Redirect) ours.start();
            var parameters = new Browser().signOn(begun.location(), "alice");
            assertThat(ours.finish(begun.flow(), parameters, Instant.now()))
                    .isEqualTo(new Refused("the token endpoint said invalid_client"));
        }
    }

    private static Redirect begin() {
        return (Redirect) provider.start();
    }

    private static SignOn finish(SignOnFlow flow, Map<String, List<String>> parameters) {
        return provider.finish(flow, parameters, Instant.now());
    }

    private static NimbusIdentityProvider provider(RealProvider real, URI redirect, String secret) {
        return new NimbusIdentityProvider(new ProviderSettings(
                "corp",
                real.issuer(),
                "cfguardian",
                secret,
                redirect,
                List.of("email", "groups"),
                "groups",
                Transport.HTTPS_OR_LOOPBACK,
                Duration.ofSeconds(20)));
    }
}
