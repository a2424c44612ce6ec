package io.cfguardian.identity.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.identity.port.MasterSecret;
import io.cfguardian.app.identity.port.Sealing.Opened;
import io.cfguardian.app.identity.port.Sealing.Unopenable;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AesGcmSealingTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final Bytes KEY = Bytes.utf8("thirty-two bytes make one key...");
    private static final Bytes OTHER_KEY = Bytes.utf8("thirty-two bytes make other key.");
    private static final Bytes PLAIN = Bytes.utf8("what nobody may read");

    private final AesGcmSealing sealing = new AesGcmSealing();

    @Test
    void whatIsSealedOpens() {
        assertThat(sealing.open(KEY, "totp/7", sealing.seal(KEY, "totp/7", PLAIN)))
                .isEqualTo(new Opened(PLAIN));
        assertThat(sealing.open(KEY, "", sealing.seal(KEY, "", Bytes.EMPTY))).isEqualTo(new Opened(Bytes.EMPTY));
    }

    @Test
    void anotherKeyOrPurposeDoesNotOpenIt() {
        Bytes sealed = sealing.seal(KEY, "totp/7", PLAIN);
        assertThat(sealing.open(OTHER_KEY, "totp/7", sealed)).isEqualTo(Unopenable.UNOPENABLE);
        assertThat(sealing.open(KEY, "totp/8", sealed)).isEqualTo(Unopenable.UNOPENABLE);
        assertThat(sealing.open(KEY, "", sealed)).isEqualTo(Unopenable.UNOPENABLE);
    }

    @Test
    void noChangedOrMissingByteGoesUnnoticed() {
        byte[] sealed = sealing.seal(KEY, "totp/7", PLAIN).toByteArray();
        assertThat(IntStream.range(0, sealed.length * Byte.SIZE)
                        .mapToObj(bit -> {
                            byte[] changed = sealed.clone();
                            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                            return Bytes.of(changed);
                        })
                        .map(changed -> sealing.open(KEY, "totp/7", changed)))
                .containsOnly(Unopenable.UNOPENABLE);
        assertThat(IntStream.range(0, sealed.length)
                        .mapToObj(length -> Bytes.of(java.util.Arrays.copyOf(sealed, length)))
                        .map(shorter -> sealing.open(KEY, "totp/7", shorter)))
                .containsOnly(Unopenable.UNOPENABLE);
    }

    @Test
    void theSameIsNeverSealedTheSameWay() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> sealing.seal(KEY, "totp/7", PLAIN))
                        .distinct())
                .hasSize(100);
    }

    @Test
    void aKeyOfAnotherLengthIsABug() {
        assertThatThrownBy(() -> sealing.seal(Bytes.utf8("short"), "", PLAIN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sealing.derive(Bytes.utf8("short"), "", 32))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sealing.derive(KEY, "", 8)).isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 5869, appendix A, the test cases of SHA-256. */
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 000102030405060708090a0b0c, f0f1f2f3f4f5f6f7f8f9, "
                + "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637"
                + "38393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f, "
                + "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f90919293"
                + "9495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf, "
                + "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3"
                + "e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff, "
                + "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c"
                + "2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, '', '', "
                + "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    })
    void derivationIsThatOfTheRfc(String key, String salt, String info, String expected) {
        byte[] derived =
                AesGcmSealing.hkdf(HEX.parseHex(key), HEX.parseHex(salt), HEX.parseHex(info), expected.length() / 2);
        assertThat(HEX.formatHex(derived)).isEqualTo(expected);
    }

    @Test
    void keysForDifferentUsesAreDifferent() {
        assertThat(sealing.derive(KEY, "pepper", 32))
                .isEqualTo(sealing.derive(KEY, "pepper", 32))
                .isNotEqualTo(sealing.derive(KEY, "cookie", 32))
                .isNotEqualTo(sealing.derive(OTHER_KEY, "pepper", 32));
    }

    /** RFC 4231, test case 2. */
    @Test
    void authenticationIsHmacSha256() {
        assertThat(sealing.authenticate(Bytes.utf8("Jefe"), Bytes.utf8("what do ya want for nothing?")))
                .isEqualTo(Hash.parse("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }

    @Test
    void aMasterSecretIsToldFromAnotherByItsId() {
        MasterSecret one = secret("Zk3pWq8vR1nTx6bYc4mHs9dLf2gJa7eU");
        MasterSecret other = secret("Zk3pWq8vR1nTx6bYc4mHs9dLf2gJa7eV");
        assertThat(sealing.keyId(one))
                .matches("[0-9a-f]{16}")
                .isEqualTo(sealing.keyId(one))
                .isNotEqualTo(sealing.keyId(other));
        assertThat(sealing.wrappingKey(one).toByteArray()).hasSize(32);
        assertThat(sealing.wrappingKey(one)).isNotEqualTo(sealing.wrappingKey(other));
        assertThat(HEX.formatHex(sealing.wrappingKey(one).toByteArray())).doesNotContain(sealing.keyId(one));
    }

    private static MasterSecret secret(String text) {
        return ((MasterSecret.Accepted) MasterSecret.read(text)).secret();
    }
}
