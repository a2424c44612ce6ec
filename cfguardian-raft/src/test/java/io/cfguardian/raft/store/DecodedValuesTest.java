package io.cfguardian.raft.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.codec.ChainPoint;
import io.cfguardian.raft.codec.Codec;
import org.junit.jupiter.api.Test;

class DecodedValuesTest {

    private final DecodedValues values = new DecodedValues(1);
    private int decodings;

    private ChainPoint decode(String key, byte[] value) {
        return values.decode(Codec.CHAIN_POINT, key.getBytes(UTF_8), value, () -> {
            decodings++;
            return Codec.CHAIN_POINT.decode(value);
        });
    }

    private static byte[] point(long revision) {
        return Codec.CHAIN_POINT.encode(new ChainPoint(new Revision(revision), Hash.ZERO));
    }

    @Test
    void theSameBytesUnderTheSameKeyAreDecodedOnce() {
        ChainPoint first = decode("a", point(1));
        assertThat(decode("a", point(1))).isSameAs(first);
        assertThat(decodings).isEqualTo(1);
    }

    @Test
    void otherBytesOrAnotherKeyAreDecoded() {
        decode("a", point(1));
        assertThat(decode("a", point(2)).revision()).isEqualTo(new Revision(2));
        assertThat(decode("b", point(2)).revision()).isEqualTo(new Revision(2));
        assertThat(decodings).isEqualTo(3);
    }

    @Test
    void oneCodecDoesNotGetWhatAnotherGave() {
        byte[] value = point(1);
        decode("a", value);
        assertThatThrownBy(() ->
                        values.decode(Codec.HEAD, "a".getBytes(UTF_8), value, () -> Codec.HEAD.decode(new byte[] {9})))
                .hasMessageContaining("head");
    }

    @Test
    void whatCannotBeDecodedIsTriedAgain() {
        byte[] broken = {Codec.FORMAT, 1, 2, 3};
        assertThatThrownBy(() -> decode("a", broken)).isNotNull();
        assertThatThrownBy(() -> decode("a", broken)).isNotNull();
        assertThat(decodings).isEqualTo(2);
    }

    @Test
    void whatIsLongIsNotKept() {
        byte[] value = new byte[1025];
        for (int i = 0; i < 2; i++) {
            values.decode(Codec.CHAIN_POINT, value, value, () -> {
                decodings++;
                return new ChainPoint(Revision.ZERO, Hash.ZERO);
            });
        }
        assertThat(decodings).isEqualTo(2);
    }
}
