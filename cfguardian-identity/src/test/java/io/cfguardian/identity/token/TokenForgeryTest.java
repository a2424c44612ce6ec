package io.cfguardian.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.port.AccessTokenCodec.TrustedKeys;
import io.cfguardian.app.identity.port.Verification;
import io.cfguardian.app.identity.port.Verification.Expired;
import io.cfguardian.app.identity.port.Verification.Invalid;
import io.cfguardian.app.identity.port.Verification.Valid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What attackers write into a token; each begins with one that is valid but for what the test is about. */
class TokenForgeryTest {

    private static final Forge FORGE = new Forge();
    private static final String VALID = FORGE.withHeader(Forge.header());
    private static final TrustedKeys KEYS =
            kid -> kid.equals(Forge.KEY_ID) ? Optional.of(FORGE.publicKey()) : Optional.empty();
    private static final Instant NOW = Instant.ofEpochSecond(Forge.NOW);

    private final JwtTokenCodec codec = new JwtTokenCodec(new TokenSettings("cluster-1", "cfguardian", 100));

    @Test
    void theTokenThatTheOthersAreMadeFromIsValid() {
        assertThat(verify(FORGE.withHeader(Forge.header()))).isInstanceOf(Valid.class);
        assertThat(verify(FORGE.withHeader(" {\"typ\" : \"at+jwt\", \"kid\":\"key\\u002d1\",\"alg\":\"ES256\" }\n")))
                .as("another spelling of the same header")
                .isInstanceOf(Valid.class);
        assertThat(verify(FORGE.withClaim("jti", "\"jti\":\"t\",\"acr\":\"1\",\"amr\":null")))
                .as("claims of a later release")
                .isInstanceOf(Valid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
                "\"jwk\":\"{}\"",
                "\"jku\":\"http://127.0.0.1:1/keys\"",
                "\"x5u\":\"http://127.0.0.1:1/chain\"",
                "\"x5c\":[\"MIIB\"]",
                "\"x5c\":\"MIIB\"",
                "\"x5t\":\"AAAA\"",
                "\"crit\":[\"exp\"]",
                "\"crit\":[]",
                "\"crit\":\"b64\"",
                "\"b64\":false",
                "\"zip\":\"DEF\"",
                "\"cty\":\"JWT\"",
                "\"enc\":\"A256GCM\"",
                "\"alg\":\"ES256\"",
                "\"alg\":\"none\"",
                "\"kid\":\"key-1\"",
                "\"typ\":\"at+jwt\"",
                "\"\":0"
            })
    void aHeaderHasNothingElse(String member) {
        assertRefused(FORGE.withHeader("{" + member + "," + Forge.header().substring(1)));
        assertRefused(FORGE.withHeader(Forge.header().replace("}", "," + member + "}")));
    }

    static Stream<String> keyIds() {
        return Stream.of(
                "\"\"",
                "\"key-2\"",
                "\"KEY-1\"",
                "\"key-1 \"",
                "\"../../../dev/null\"",
                "\"/proc/sys/kernel/randomize_va_space\"",
                "\"key-1' OR '1'='1\"",
                "\"key-1\\u0000\"",
                "\"kéy\"",
                "\"" + "k".repeat(65) + "\"",
                "\"" + "k".repeat(10_000) + "\"",
                "1",
                "null",
                "true",
                "[\"key-1\"]",
                "{\"key-1\":1}");
    }

    @ParameterizedTest
    @MethodSource("keyIds")
    void noOtherKeyIsLookedFor(String keyId) {
        String token = FORGE.withHeader(Forge.header().replace("\"key-1\"", keyId));
        assertRefused(token);
        // Whatever is asked for is the name of a key, not a path or a query; and no name finds ours.
        TrustedKeys any = asked -> {
            assertThat(asked).isEqualTo("key-2");
            return Optional.empty();
        };
        assertThat(codec.verifyAccess(token, any, NOW)).isInstanceOf(Invalid.class);
    }

    @Test
    void aTokenOfAnotherClusterIsRefused() {
        assertRefused(new Forge().withHeader(Forge.header()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"mfa+jwt\"",
                "\"JWT\"",
                "\"AT+JWT\"",
                "\"application/at+jwt\"",
                "\"\"",
                "null",
                "1",
                "[\"at+jwt\"]"
            })
    void noOtherTypeIsTaken(String type) {
        assertRefused(FORGE.withHeader(Forge.header().replace("\"at+jwt\"", type)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}",
                "{\"kid\":\"key-1\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"ES256\",\"kid\":\"key-1\"}",
                "{}",
                "[]",
                "null",
                "\"ES256\"",
                "",
                "{",
                "{\"alg\":\"ES256\",\"kid\":\"key-1\",\"typ\":\"at+jwt\"}{}",
                "{\"alg\":\"ES256\",\"kid\":\"key-1\",\"typ\":\"at+jwt\",}",
                "{'alg':'ES256','kid':'key-1','typ':'at+jwt'}",
                "\uFEFF{\"alg\":\"ES256\",\"kid\":\"key-1\",\"typ\":\"at+jwt\"}"
            })
    void aHeaderThatIsNoneIsRefused(String header) {
        assertRefused(FORGE.withHeader(header));
    }

    @ParameterizedTest
    @CsvSource({
        "iss, '\"iss\":\"cluster-1/\"'",
        "iss, '\"iss\":\"Cluster-1\"'",
        "iss, '\"iss\":\"cluster-2\"'",
        "iss, '\"iss\":[\"cluster-1\"]'",
        "iss, '\"iss\":null'",
        "iss, '\"x\":0'",
        "aud, '\"aud\":\"cfguardian/second-factor\"'",
        "aud, '\"aud\":\"CFGUARDIAN\"'",
        "aud, '\"aud\":[\"cfguardian\"]'",
        "aud, '\"aud\":[\"other\",\"cfguardian\"]'",
        "aud, '\"aud\":\"\"'",
        "aud, '\"x\":0'",
        "sub, '\"sub\":1'",
        "sub, '\"sub\":\"\"'",
        "sub, '\"sub\":\"a b\"'",
        "sub, '\"sub\":\"a\\u0000\"'",
        "sub, '\"sub\":\"\\ud83d\"'",
        "sub, '\"x\":0'",
        "sid, '\"sid\":null'",
        "sid, '\"x\":0'",
        "jti, '\"jti\":{}'",
        "jti, '\"x\":0'",
        "exp, '\"x\":0'",
        "exp, '\"exp\":\"1800000890\"'",
        "exp, '\"exp\":1800000890.5'",
        "exp, '\"exp\":1.80000089e9'",
        "exp, '\"exp\":1e308'",
        "exp, '\"exp\":-1'",
        "exp, '\"exp\":null'",
        "exp, '\"exp\":true'",
        "exp, '\"exp\":9223372036854775807'",
        "exp, '\"exp\":9223372036854775808'",
        "exp, '\"exp\":99999999999999999999999999'",
        "exp, '\"exp\":1799999990'",
        "exp, '\"exp\":Infinity'",
        "exp, '\"exp\":01800000890'",
        "iat, '\"iat\":1800000061'",
        "iat, '\"iat\":\"1799999990\"'",
        "iat, '\"x\":0'",
        "nbf, '\"nbf\":1800000061'",
        "nbf, '\"nbf\":1799999990.0'",
        "nbf, '\"nbf\":-1'",
        "nbf, '\"x\":0'",
        "aud, '\"aud\":5'",
        "aud, '\"aud\":null'",
        "sub, '\"sub\":\"user-1\",\"sub\":\"admin\"'",
        "sub, '\"sub\":\"user-1\",\"\\u0073ub\":\"admin\"'",
        "exp, '\"exp\":1800000890,\"exp\":1900000000'",
        "sub, '\"sub\":\"user-1\",\"extra\":{\"sub\":\"admin\"}'",
    })
    void aClaimHasItsTypeAndValue(String name, String written) {
        assertRefused(FORGE.withClaim(name, written));
    }

    @Test
    void aTimeMayBeAheadByAMinute() {
        assertThat(verify(FORGE.withClaim("iat", "\"iat\":1800000060"))).isInstanceOf(Valid.class);
        assertThat(verify(FORGE.withClaim("nbf", "\"nbf\":1800000060"))).isInstanceOf(Valid.class);
    }

    @Test
    void aTokenEndsAtTheSecondItNames() {
        Instant end = Instant.ofEpochSecond(1_800_000_890L);
        assertThat(codec.verifyAccess(VALID, KEYS, end.minusMillis(1))).isInstanceOf(Valid.class);
        assertThat(codec.verifyAccess(VALID, KEYS, end)).as("remembered").isInstanceOf(Expired.class);
        JwtTokenCodec forgetful = new JwtTokenCodec(new TokenSettings("cluster-1", "cfguardian", 100));
        assertThat(forgetful.verifyAccess(VALID, KEYS, end))
                .as("not seen before")
                .isInstanceOf(Expired.class);
        assertThat(codec.verifyAccess(VALID, KEYS, end.plusSeconds(1))).isInstanceOf(Expired.class);
        assertThat(codec.verifyAccess(VALID, KEYS, end.plus(Duration.ofDays(9_000))))
                .isInstanceOf(Expired.class);
    }

    @Test
    void anExpiredTokenIsOnlySaidToBeOneWhenItIsGenuine() {
        String expired = new Forge().withClaim("exp", "\"exp\":1799999999");
        assertThat(verify(FORGE.withClaim("exp", "\"exp\":1799999999"))).isInstanceOf(Expired.class);
        assertThat(verify(expired)).isInstanceOf(Invalid.class);
    }

    @Test
    void aPayloadIsOneObjectInUtf8() {
        assertRefused(FORGE.signed(Forge.header(), "{" + Forge.claims() + "} " + "{}"));
        assertRefused(FORGE.signed(Forge.header(), "[{" + Forge.claims() + "}]"));
        assertRefused(FORGE.signed(Forge.header(), "{" + Forge.claims() + ",\"x\":\"\u0000\"}"));
        byte[] invalid = ("{" + Forge.claims() + ",\"x\":\"?\"}").getBytes(StandardCharsets.UTF_8);
        invalid[invalid.length - 3] = (byte) 0xff;
        assertRefused(FORGE.signed(Forge.base64(Forge.header()), invalid));
        assertRefused(FORGE.signed(
                Forge.base64(Forge.header()), ("{" + Forge.claims() + "}").getBytes(StandardCharsets.UTF_16)));
        assertRefused(FORGE.signed(Forge.header(), "{" + "\"a\":{".repeat(500) + "}".repeat(501)));
    }

    private Verification<?> verify(String token) {
        return codec.verifyAccess(token, KEYS, NOW);
    }

    private void assertRefused(String token) {
        assertThat(verify(token))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refused -> assertThat(refused.reason())
                                .as("the reason is one of ours")
                                .matches("[A-Za-z0-9 -]{3,60}"));
    }
}
