package io.cfguardian.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.cfguardian.app.identity.port.IdentityProvider.Redirect;
import io.cfguardian.app.identity.port.IdentityProvider.Refused;
import io.cfguardian.app.identity.port.IdentityProvider.SignOn;
import io.cfguardian.app.identity.port.IdentityProvider.SignedOn;
import io.cfguardian.app.identity.port.IdentityProvider.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a provider, or somebody in its place, might say that it should not, and what happens while it says nothing. */
class ScriptedProviderIT {

    private static final String SECRET = "a secret of thirty-two characters";

    private final CountDownLatch end = new CountDownLatch(1);
    private ScriptedProvider scripted;
    private NimbusIdentityProvider provider;

    @BeforeEach
    void start() throws IOException {
        scripted = new ScriptedProvider();
        provider = provider(Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        end.countDown();
        provider.close();
        scripted.close();
    }

    @Test
    void aRightTokenSignsOn() {
        assertThat(signOn(token -> token))
                .isEqualTo(new SignedOn(
                        scripted.issuer().toString(), "carol", "carol@example.com", true, List.of("operators")));
        assertThat(scripted.asked(ScriptedProvider.USER_INFO)).isZero();
    }

    static Stream<Arguments> wrongClaims() {
        Instant now = Instant.now();
        return Stream.of(
                wrong("nonce", claims -> claims.claim("nonce", "x".repeat(43))),
                wrong("no nonce", claims -> claims.claim("nonce", null)),
                wrong("issuer", claims -> claims.issuer("https://evil.example")),
                wrong("no issuer", claims -> claims.issuer(null)),
                wrong("audience", claims -> claims.audience("another-client")),
                wrong("several audiences", claims -> claims.audience(List.of("other", ScriptedProvider.CLIENT))),
                wrong("authorised party", claims -> claims.claim("azp", "another-client")),
                wrong("expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(120)))),
                wrong("no end", claims -> claims.expirationTime(null)),
                wrong("of tomorrow", claims -> claims.issueTime(Date.from(now.plusSeconds(86_400)))),
                wrong("of an hour ago", claims -> claims.issueTime(Date.from(now.minusSeconds(3_600)))),
                wrong("no beginning", claims -> claims.issueTime(null)),
                wrong("no subject", claims -> claims.subject(null)));
    }

    private static Arguments wrong(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void aTokenWithAWrongClaimIsRefused(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        assertThat(signOn(change)).as(what).isInstanceOf(Refused.class);
    }

    @Test
    void aTokenThatTheProviderDidNotSignIsRefused() {
        assertThat(signOnWith(nonce -> ScriptedProvider.signed(
                        ScriptedProvider.newKey("provider-key"),
                        scripted.claims(nonce).build())))
                .as("another key of this id")
                .isInstanceOf(Refused.class);
        assertThat(signOnWith(nonce -> ScriptedProvider.signed(
                        ScriptedProvider.newKey("unknown-key"),
                        scripted.claims(nonce).build())))
                .as("an unknown key")
                .isInstanceOfAny(Refused.class, Unavailable.class);
        assertThat(signOnWith(nonce -> new PlainJWT(scripted.claims(nonce).build()).serialize()))
                .as("none at all")
                .isInstanceOf(Refused.class);
        assertThat(signOnWith(nonce -> withHmac(scripted.claims(nonce).build())))
                .as("the client secret")
                .isInstanceOf(Refused.class);
        assertThat(signOnWith(nonce -> {
                    String[] parts = ScriptedProvider.signed(
                                    scripted.key, scripted.claims(nonce).build())
                            .split("\\.", 3);
                    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                            .replace("carol", "admin");
                    return parts[0] + "."
                            + Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                            + "." + parts[2];
                }))
                .as("tampered")
                .isInstanceOf(Refused.class);
        assertThat(signOnWith(nonce -> "no.token.atall")).as("no token").isInstanceOf(Refused.class);
    }

    private static String withHmac(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(SECRET));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void userInfoOfAnotherPersonIsRefused() {
        scripted.on(
                ScriptedProvider.USER_INFO, ScriptedProvider.json(200, "{\"sub\":\"mallory\",\"email\":\"m@e.org\"}"));
        assertThat(signOn(claims -> claims.claim("email", null)))
                .isEqualTo(new Refused("the provider's user info is another person's"));
        scripted.on(
                ScriptedProvider.USER_INFO,
                ScriptedProvider.json(200, "{\"sub\":\"carol\",\"email\":\"c@e.org\",\"email_verified\":\"true\"}"));
        assertThat(signOn(claims -> claims.claim("email", null).claim("email_verified", null)))
                .as("a string is not true")
                .isEqualTo(new SignedOn(scripted.issuer().toString(), "carol", "c@e.org", false, List.of("operators")));
    }

    @Test
    void anAnswerWithAParameterTwiceIsRefused() {
        Redirect begun = (Redirect) provider.start();
        String state = begun.flow().state();
        scripted.idToken(ScriptedProvider.signed(
                scripted.key, scripted.claims(begun.flow().nonce()).build()));
        for (var parameters : List.of(
                Map.of("code", List.of("code"), "state", List.of(state, state)),
                Map.of("code", List.of("code", "other"), "state", List.of(state)))) {
            assertThat(provider.finish(begun.flow(), parameters, Instant.now()))
                    .isEqualTo(new Refused("the answer has a parameter twice"));
        }
    }

    @Test
    void whatTheProviderRefusesIsRefused() {
        for (var said : Map.of("access_denied", "access_denied", "<script>", "something that is no error code")
                .entrySet()) {
            Redirect begun = (Redirect) provider.start();
            assertThat(provider.finish(
                            begun.flow(),
                            Map.of(
                                    "error",
                                    List.of(said.getKey()),
                                    "state",
                                    List.of(begun.flow().state())),
                            Instant.now()))
                    .isEqualTo(new Refused("the provider said " + said.getValue()));
        }
        Redirect begun = (Redirect) provider.start();
        assertThat(provider.finish(
                        begun.flow(), Map.of("state", List.of(begun.flow().state())), Instant.now()))
                .isEqualTo(new Refused("the answer has no code"));
    }

    @Test
    void metadataOfAnotherIssuerIsNotBelieved() {
        scripted.on(ScriptedProvider.METADATA, ScriptedProvider.json(200, scripted.metadata(scripted.issuer() + "/")));
        assertThat(provider.start()).isInstanceOf(Unavailable.class);
    }

    @Test
    void noRedirectIsFollowed() {
        scripted.on(
                "/elsewhere",
                ScriptedProvider.json(200, scripted.metadata(scripted.issuer().toString())));
        scripted.on(
                ScriptedProvider.METADATA,
                ScriptedProvider.redirect(scripted.issuer().resolve("/elsewhere")));
        assertThat(provider.start()).isInstanceOf(Unavailable.class);
        assertThat(scripted.asked("/elsewhere")).isZero();
    }

    @Test
    void endpointsThatAreNotOnHttpsAreNotAsked() {
        scripted.on(
                ScriptedProvider.METADATA,
                ScriptedProvider.json(
                        200,
                        scripted.metadata(scripted.issuer().toString())
                                .replace(scripted.issuer() + "/token", "http://198.51.100.1/token")));
        assertThat(signOn(claims -> claims))
                .isEqualTo(new Unavailable("the provider names an address that may not be asked"));
    }

    @Test
    @Timeout(15)
    void anAnswerThatDripsIsNotWaitedFor() {
        provider.close();
        provider = provider(Duration.ofMillis(300));
        scripted.on(ScriptedProvider.METADATA, ScriptedProvider.dripping(end));
        assertThat(provider.start()).isInstanceOf(Unavailable.class);
    }

    @Test
    void anAnswerThatIsTooLargeIsNotRead() {
        scripted.on(
                ScriptedProvider.METADATA,
                ScriptedProvider.json(
                        200,
                        scripted.metadata(scripted.issuer().toString())
                                .replace("{", "{\"x\":\"" + "x".repeat(BoundedFetch.BODY_BYTES_MAX) + "\",")));
        assertThat(provider.start()).isInstanceOf(Unavailable.class);
    }

    @Test
    void aProviderThatIsDownIsSaidToBe() {
        assertThat(provider.start()).isInstanceOf(Redirect.class);
        scripted.on(ScriptedProvider.TOKEN, ScriptedProvider.json(503, "{}"));
        Redirect begun = (Redirect) provider.start();
        assertThat(finish(begun)).isEqualTo(new Unavailable("status 503 from the provider"));
        scripted.on(ScriptedProvider.TOKEN, ScriptedProvider.json(400, "not json"));
        Redirect again = (Redirect) provider.start();
        assertThat(finish(again)).isInstanceOf(Refused.class);
    }

    @Test
    void metadataAndKeysAreKeptWhileTheProviderIsAway() {
        assertThat(signOn(claims -> claims)).isInstanceOf(SignedOn.class);
        scripted.on(ScriptedProvider.METADATA, ScriptedProvider.json(500, ""));
        scripted.on(ScriptedProvider.KEYS, ScriptedProvider.json(500, ""));
        assertThat(signOn(claims -> claims)).isInstanceOf(SignedOn.class);
        assertThat(scripted.asked(ScriptedProvider.METADATA)).isEqualTo(1);
        assertThat(scripted.asked(ScriptedProvider.KEYS)).isEqualTo(1);
    }

    @Test
    void keysThatAreMadeUpDoNotMakeUsAskEachTime() {
        assertThat(signOn(claims -> claims)).isInstanceOf(SignedOn.class);
        for (int i = 0; i < 20; i++) {
            String keyId = "made-up-" + i;
            signOnWith(nonce -> ScriptedProvider.signed(
                    ScriptedProvider.newKey(keyId), scripted.claims(nonce).build()));
        }
        assertThat(scripted.asked(ScriptedProvider.KEYS)).isLessThanOrEqualTo(3);
    }

    private SignOn signOn(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signOnWith(nonce -> ScriptedProvider.signed(
                scripted.key, change.apply(scripted.claims(nonce)).build()));
    }

    private SignOn signOnWith(Function<String, String> tokenForNonce) {
        Redirect begun = (Redirect) provider.start();
        scripted.idToken(tokenForNonce.apply(begun.flow().nonce()));
        return finish(begun);
    }

    private SignOn finish(Redirect begun) {
        return provider.finish(
                begun.flow(),
                Map.of("code", List.of("code"), "state", List.of(begun.flow().state())),
                Instant.now());
    }

    private NimbusIdentityProvider provider(Duration timeout) {
        return new NimbusIdentityProvider(new ProviderSettings(
                "corp",
                scripted.issuer(),
                ScriptedProvider.CLIENT,
                SECRET,
                URI.create("http://127.0.0.1:9/callback"),
                List.of("email"),
                "realm_access/roles",
                Transport.HTTPS_OR_LOOPBACK,
                timeout));
    }
}
