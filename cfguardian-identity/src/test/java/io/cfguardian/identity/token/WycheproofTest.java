package io.cfguardian.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.cfguardian.app.identity.port.Verification.Invalid;
import io.cfguardian.domain.bytes.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The public attack vectors of Project Wycheproof. */
class WycheproofTest {

    record Vector(int number, boolean valid, String what, ECPublicKey key, String token) {
        @Override
        public String toString() {
            return number + " " + what;
        }
    }

    static Stream<Vector> vectors() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(WycheproofTest.class.getResourceAsStream("wycheproof-es256.txt")),
                StandardCharsets.US_ASCII))) {
            List<Vector> vectors = lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(WycheproofTest::vector)
                    .toList();
            assertThat(vectors).hasSize(39).anyMatch(Vector::valid);
            return vectors.stream();
        }
    }

    private static Vector vector(String line) {
        String[] columns = line.split(" ", -1);
        return new Vector(
                Integer.parseInt(columns[0]),
                columns[1].equals("valid"),
                columns[2],
                key(columns[3], columns[4]),
                columns[5].equals("-") ? "" : columns[5]);
    }

    private static ECPublicKey key(String x, String y) {
        try {
            ECPoint point = new ECPoint(
                    new BigInteger(1, Base64.getUrlDecoder().decode(x)),
                    new BigInteger(1, Base64.getUrlDecoder().decode(y)));
            var curve = ((ECPublicKey) P256Keys.generate().getPublic()).getParams();
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signaturesAreJudgedAsTheVectorsSay(Vector vector) {
        assertThat(isWellSigned(vector)).isEqualTo(vector.valid());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void noneIsATokenOfOurs(Vector vector) {
        Bytes key = Bytes.of(vector.key().getEncoded());
        assertThat(new JwtTokenCodec(new TokenSettings("cluster-1", "cfguardian", 1))
                        .verifyAccess(vector.token(), keyId -> Optional.of(key), Instant.EPOCH))
                .isInstanceOf(Invalid.class);
    }

    /** Our reading of the signature and the library's check of it, without what we ask of header and payload. */
    private static boolean isWellSigned(Vector vector) {
        String[] parts = vector.token().split("\\.", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
            return false;
        }
        DecodedJWT token = (DecodedJWT) Proxy.newProxyInstance(
                WycheproofTest.class.getClassLoader(),
                new Class<?>[] {DecodedJWT.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> parts[0];
                    case "getPayload" -> parts[1];
                    case "getSignature" -> parts[2];
                    default -> null;
                });
        try {
            CompactForm.requireSignature(parts[2]);
            Algorithm.ECDSA256(vector.key()).verify(token);
            return true;
        } catch (MalformedToken | SignatureVerificationException e) {
            return false;
        }
    }
}
