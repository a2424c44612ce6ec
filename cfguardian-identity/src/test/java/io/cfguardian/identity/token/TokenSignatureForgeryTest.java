package io.cfguardian.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.port.AccessTokenCodec.PublicKey;
import io.cfguardian.app.identity.port.AccessTokenCodec.TrustedKeys;
import io.cfguardian.app.identity.port.Verification;
import io.cfguardian.app.identity.port.Verification.Invalid;
import io.cfguardian.app.identity.port.Verification.Valid;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What attackers make of the parts of a token and of its signature. */
class TokenSignatureForgeryTest {

    private static final Forge FORGE = new Forge();
    private static final String VALID = FORGE.withHeader(Forge.header());
    private static final TrustedKeys KEYS =
            kid -> kid.equals(Forge.KEY_ID) ? Optional.of(FORGE.publicKey()) : Optional.empty();
    private static final Instant NOW = Instant.ofEpochSecond(Forge.NOW);

    private final JwtTokenCodec codec = new JwtTokenCodec(new TokenSettings("cluster-1", "cfguardian", 100));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none", "None", "NONE", "nOnE", "", "es256", "ES256 ", "ES384", "HS256", "RS256", "PS256", "EdDSA"
            })
    void noOtherAlgorithmIsTaken(String algorithm) {
        String header = Forge.header().replace("ES256", algorithm);
        assertThat(verify(FORGE.withHeader(header)))
                .as("refused before the library sees it")
                .isEqualTo(new Invalid<>("another header"));
        String unsigned = Forge.base64(header) + "." + Forge.base64("{" + Forge.claims() + "}");
        assertRefused(unsigned + ".");
        assertRefused(unsigned);
        assertRefused(unsigned + "." + Forge.base64(new byte[64]));
    }

    @Test
    void thePublicKeyIsNoSharedSecret() {
        byte[] der = FORGE.pair.getPublic().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        String jwk = codec.keySet(List.of(new PublicKey(Forge.KEY_ID, FORGE.publicKey())))
                .utf8();
        Stream.of(der, pem.getBytes(StandardCharsets.US_ASCII), jwk.getBytes(StandardCharsets.UTF_8))
                .forEach(secret -> {
                    assertRefused(withHmac("HS256", secret));
                    assertRefused(withHmac("ES256", secret));
                });
    }

    @Test
    void signaturesOutOfRangeAreRefused() {
        byte[] right = Base64.getUrlDecoder().decode(parts(VALID)[2]);
        byte[] order = P256Keys.ORDER.toByteArray();
        byte[] n = Arrays.copyOfRange(order, order.length - 32, order.length);
        byte[] zero = new byte[32];
        byte[] full = new byte[32];
        Arrays.fill(full, (byte) 0xff);
        byte[] r = Arrays.copyOf(right, 32);
        byte[] s = Arrays.copyOfRange(right, 32, 64);
        Stream.of(
                        pair(zero, zero),
                        pair(zero, s),
                        pair(r, zero),
                        pair(n, n),
                        pair(n, s),
                        pair(r, n),
                        pair(full, full),
                        pair(full, s))
                .forEach(signature -> assertThat(verify(withSignature(signature)))
                        .as("refused before the library sees it")
                        .isEqualTo(new Invalid<>("a signature out of range")));
        Stream.of(pair(s, r), Arrays.copyOf(right, 63), Arrays.copyOf(right, 65), new byte[1])
                .forEach(signature -> assertRefused(withSignature(signature)));
    }

    @Test
    void aSignatureInDerIsRefused() {
        String content = VALID.substring(0, VALID.lastIndexOf('.'));
        assertRefused(withSignature(FORGE.signature(content, "SHA256withECDSA")));
    }

    @Test
    void noBitOfASignatureMayBeWrong() {
        byte[] right = Base64.getUrlDecoder().decode(parts(VALID)[2]);
        IntStream.range(0, right.length * Byte.SIZE).forEach(bit -> {
            byte[] wrong = right.clone();
            wrong[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertRefused(withSignature(wrong));
        });
    }

    @Test
    void aSignatureBelongsToItsContent() {
        String other = FORGE.withClaim("sub", "\"sub\":\"admin\"");
        assertRefused(parts(VALID)[0] + "." + parts(other)[1] + "." + parts(VALID)[2]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void eachPartHasOneSpelling(int part) {
        String[] parts = parts(VALID);
        String right = parts[part];
        Stream.of(
                        "",
                        right + "=",
                        right + "==",
                        right + "\n",
                        " " + right,
                        right.substring(0, 8) + " " + right.substring(8),
                        right.substring(0, 8) + "\r\n" + right.substring(8),
                        right.substring(0, 8) + "+" + right.substring(9),
                        right.substring(0, 8) + "/" + right.substring(9),
                        right.substring(0, 8) + "%2d" + right.substring(9),
                        right.substring(0, 8) + "é" + right.substring(9),
                        right + "A",
                        right + "." + right)
                .forEach(wrong -> {
                    String[] changed = parts.clone();
                    changed[part] = wrong;
                    assertRefused(String.join(".", changed));
                });
    }

    @Test
    void bitsWithoutMeaningAreRefused() {
        // 64 bytes leave four bits of the last character without meaning.
        String token = VALID;
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        assertThat(alphabet.chars()
                        .mapToObj(last -> token.substring(0, token.length() - 1) + (char) last)
                        .filter(spelling -> verify(spelling) instanceof Valid))
                .containsExactly(token);
    }

    static Stream<String> notThreeParts() {
        String[] parts = parts(FORGE.withHeader(Forge.header()));
        return Stream.of(
                "",
                ".",
                "..",
                "...",
                parts[0],
                parts[0] + "." + parts[1],
                "." + parts[1] + "." + parts[2],
                String.join(".", parts) + ".",
                String.join(".", parts) + ".AAAA.AAAA",
                "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2]
                        + "\"}",
                "A".repeat(100_000),
                ".".repeat(100_000),
                String.join(".", parts) + "A".repeat(100_000),
                "Bearer " + String.join(".", parts));
    }

    @ParameterizedTest
    @MethodSource("notThreeParts")
    void aTokenHasThreeParts(String text) {
        assertRefused(text);
    }

    @Test
    void aTokenOfMoreThanFourKilobytesIsNotRead() {
        assertThat(verify(FORGE.withClaim("jti", "\"jti\":\"t\",\"x\":\"" + "x".repeat(2_500) + "\"")))
                .isInstanceOf(Valid.class);
        assertThat(verify(FORGE.withClaim("jti", "\"jti\":\"t\",\"x\":\"" + "x".repeat(4_000) + "\"")))
                .isEqualTo(new Invalid<>("too long"));
    }

    private static String[] parts(String token) {
        return token.split("\\.", 3);
    }

    private static String withSignature(byte[] signature) {
        return VALID.substring(0, VALID.lastIndexOf('.') + 1) + Forge.base64(signature);
    }

    private static byte[] pair(byte[] r, byte[] s) {
        byte[] signature = Arrays.copyOf(r, 64);
        System.arraycopy(s, 0, signature, 32, 32);
        return signature;
    }

    private static String withHmac(String algorithm, byte[] secret) {
        String content = Forge.base64(Forge.header().replace("ES256", algorithm)) + "."
                + Forge.base64("{" + Forge.claims() + "}");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content + "." + Forge.base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
