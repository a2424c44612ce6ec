package io.cfguardian.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import io.cfguardian.app.identity.port.AccessClaims;
import io.cfguardian.app.identity.port.AccessTokenCodec.KeyPair;
import io.cfguardian.app.identity.port.AccessTokenCodec.PublicKey;
import io.cfguardian.app.identity.port.AccessTokenCodec.SigningKey;
import io.cfguardian.app.identity.port.AccessTokenCodec.TrustedKeys;
import io.cfguardian.app.identity.port.ChallengeClaims;
import io.cfguardian.app.identity.port.Verification.Expired;
import io.cfguardian.app.identity.port.Verification.Invalid;
import io.cfguardian.app.identity.port.Verification.Valid;
import io.cfguardian.domain.bytes.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JwtTokenCodecTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
    private static final AccessClaims ACCESS =
            new AccessClaims("user-1", "session-1", "token-1", NOW, NOW.plusSeconds(900));
    private static final ChallengeClaims CHALLENGE =
            new ChallengeClaims("user-1", "token-2", NOW, NOW.plusSeconds(300));

    private final JwtTokenCodec codec = new JwtTokenCodec(new TokenSettings("https://c.example/", "cfguardian", 100));
    private final KeyPair pair = codec.newKeyPair();
    private final SigningKey signing = new SigningKey("k1", pair.privateKey());
    private final Map<String, Bytes> trusted = new HashMap<>(Map.of("k1", pair.publicKey()));
    private final TrustedKeys keys = kid -> Optional.ofNullable(trusted.get(kid));

    @Test
    void whatIsSignedIsVerified() {
        assertThat(codec.verifyAccess(codec.sign(ACCESS, signing), keys, NOW)).isEqualTo(new Valid<>(ACCESS, "k1"));
        assertThat(codec.verifyChallenge(codec.sign(CHALLENGE, signing), keys, NOW))
                .isEqualTo(new Valid<>(CHALLENGE, "k1"));
    }

    @Test
    void aTokenHasTheHeaderAndClaimsThatAreDocumented() {
        var token = JWT.decode(codec.sign(ACCESS, signing));
        assertThat(Base64.getUrlDecoder().decode(token.getHeader()))
                .asString()
                .contains("\"alg\":\"ES256\"", "\"kid\":\"k1\"", "\"typ\":\"at+jwt\"")
                .hasSize("{\"alg\":\"ES256\",\"kid\":\"k1\",\"typ\":\"at+jwt\"}".length());
        assertThat(token.getClaims().keySet())
                .containsExactlyInAnyOrder("iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp");
        assertThat(token.getToken().length()).isLessThan(600);
    }

    @Test
    void neitherKindIsTakenForTheOther() {
        assertThat(codec.verifyAccess(codec.sign(CHALLENGE, signing), keys, NOW))
                .isInstanceOf(Invalid.class);
        assertThat(codec.verifyChallenge(codec.sign(ACCESS, signing), keys, NOW))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void aChallengeEndsToo() {
        String token = codec.sign(CHALLENGE, signing);
        assertThat(codec.verifyChallenge(token, keys, CHALLENGE.expiresAt())).isInstanceOf(Expired.class);
    }

    @Test
    void aKeyThatIsWithdrawnCountsNoMoreAlsoForTokensThatWereChecked() {
        String checked = codec.sign(ACCESS, signing);
        assertThat(codec.verifyAccess(checked, keys, NOW)).isInstanceOf(Valid.class);
        assertThat(codec.verifyAccess(checked, keys, NOW)).isInstanceOf(Valid.class);
        trusted.remove("k1");
        assertThat(codec.verifyAccess(checked, keys, NOW)).isInstanceOf(Invalid.class);
        trusted.put("k1", codec.newKeyPair().publicKey());
        assertThat(codec.verifyAccess(checked, keys, NOW))
                .as("another key of this id")
                .isInstanceOf(Invalid.class);
        trusted.put("k1", pair.publicKey());
        assertThat(codec.verifyAccess(checked, keys, NOW)).isInstanceOf(Valid.class);
    }

    @Test
    void anOldKeyCountsBesideTheNewOneUntilItIsWithdrawn() {
        KeyPair next = codec.newKeyPair();
        trusted.put("k2", next.publicKey());
        assertThat(codec.verifyAccess(codec.sign(ACCESS, signing), keys, NOW)).isEqualTo(new Valid<>(ACCESS, "k1"));
        assertThat(codec.verifyAccess(codec.sign(ACCESS, new SigningKey("k2", next.privateKey())), keys, NOW))
                .isEqualTo(new Valid<>(ACCESS, "k2"));
    }

    @Test
    void aTokenThatWasCheckedIsRememberedAndARefusedOneIsNot() {
        VerifiedTokens remembered = new VerifiedTokens(10);
        Bytes key = pair.publicKey();
        var digest = Bytes.utf8("token").sha256();
        assertThat(remembered.find(digest, keys, NOW)).isEmpty();
        remembered.remember(digest, new Valid<>(ACCESS, "k1"), key, NOW);
        assertThat(remembered.find(digest, keys, NOW)).contains(new Valid<>(ACCESS, "k1"));
        assertThat(remembered.find(digest, keys, ACCESS.expiresAt())).contains(new Expired<>());
        trusted.remove("k1");
        assertThat(remembered.find(digest, keys, NOW)).isEmpty();
        trusted.put("k1", key);
        assertThat(remembered.find(digest, keys, NOW)).as("was dropped").isEmpty();
    }

    @Test
    void theKeySetHasThePublicPointsAlone() {
        String set = codec.keySet(List.of(new PublicKey("k1", pair.publicKey()), new PublicKey("k2", pair.publicKey())))
                .utf8();
        assertThat(set)
                .matches(
                        "\\{\"keys\":\\[(\\{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"[\\w-]{43}\",\"y\":\"[\\w-]{43}\","
                                + "\"kid\":\"k[12]\",\"use\":\"sig\",\"alg\":\"ES256\"},?){2}]}")
                .doesNotContain("\"d\"");
        assertThat(codec.keySet(List.of()).utf8()).isEqualTo("{\"keys\":[]}");
    }

    @Test
    void aCoordinateHasThirtyTwoBytesWhateverItsValue() {
        assertThat(P256Keys.coordinate(BigInteger.ONE)).isEqualTo("A".repeat(42) + "E");
        assertThat(P256Keys.coordinate(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)))
                .isEqualTo("_".repeat(42) + "8");
    }

    @Test
    void anUnusableKeyIsABug() {
        assertThatThrownBy(() -> codec.sign(ACCESS, new SigningKey("../k", pair.privateKey())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.sign(ACCESS, new SigningKey("k1", Bytes.utf8("no key"))))
                .isInstanceOf(IllegalStateException.class);
    }
}
