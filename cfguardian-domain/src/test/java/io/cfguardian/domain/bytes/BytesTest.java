package io.cfguardian.domain.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

final class BytesTest {

    @Test
    void changingTheSourceDoesNotChangeTheBytes() {
        byte[] source = {1, 2, 3};
        Bytes bytes = Bytes.of(source);
        source[0] = 9;
        bytes.toByteArray()[1] = 9;

        assertThat(bytes.toByteArray()).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> bytes.asByteBuffer().put((byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void equalContentIsEqual() {
        assertThat(Bytes.utf8("abc")).isEqualTo(Bytes.of(new byte[] {'a', 'b', 'c'}));
        assertThat(Bytes.utf8("abc").hashCode())
                .isEqualTo(Bytes.of(new byte[] {'a', 'b', 'c'}).hashCode());
        assertThat(Bytes.utf8("abc")).isNotEqualTo(Bytes.utf8("abd"));
        assertThat(Bytes.of(new byte[0])).isEqualTo(Bytes.EMPTY).isEqualTo(Bytes.utf8(""));
    }

    @Test
    void theTextFormShowsNoContent() {
        assertThat(Bytes.utf8("password")).hasToString("8 bytes");
    }

    @Test
    void theHashIsThatOfTheStandard() {
        // FIPS 180-4, the examples of one block and of no content.
        assertThat(Bytes.utf8("abc").sha256().hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Bytes.EMPTY.sha256())
                .isEqualTo(Hash.parse("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    @Test
    void aHashHas32Bytes() {
        assertThatThrownBy(() -> Hash.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash.parse("00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash.parse("x".repeat(64))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Hash.ZERO.hex()).isEqualTo("0".repeat(64));
    }

    @Test
    void changingTheDigestOutsideDoesNotChangeTheHash() {
        byte[] digest = new byte[32];
        Hash hash = Hash.of(digest);
        digest[0] = 1;
        hash.toByteArray()[0] = 1;

        assertThat(hash).isEqualTo(Hash.ZERO);
    }

    @Test
    void onlyWholeSurrogatePairsAreWellFormed() {
        assertThat(Unicode.isWellFormed("")).isTrue();
        assertThat(Unicode.isWellFormed("a\uD83D\uDE00b")).isTrue();
        assertThat(Unicode.isWellFormed("\uD83D")).isFalse();
        assertThat(Unicode.isWellFormed("\uDE00")).isFalse();
        assertThat(Unicode.isWellFormed("\uDE00\uD83D")).isFalse();
        assertThat(Unicode.isWellFormed("\uD83D\uD83D\uDE00")).isFalse();
        assertThat(Unicode.isWellFormed("\uD83Da")).isFalse();
    }
}
