package io.cfguardian.raft.store;

import io.cfguardian.raft.codec.Codec;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What small values were decoded to when they were last read. The store is asked for the bytes all the same; where they are those of
 * last time, under the same key, they are not decoded again. So it can never be out of date. Whoever asks for a config asks for the same
 * user, session, project and environment as before, and so does whoever applies a command.
 *
 * <p>Holds at most so many values of at most 1 KiB, the newest of those whose keys fall on the same place. Used by any thread without a
 * lock: a lost entry costs a decoding.
 */
final class DecodedValues {

    private static final int VALUE_BYTES_MAX = 1 << 10;

    private final AtomicReferenceArray<@Nullable Known> places;

    /** @param places how many values it holds at most */
    DecodedValues(int places) {
        this.places = new AtomicReferenceArray<>(places);
    }

    /** A value that was read. Its arrays are never written to. */
    private static final class Known {

        private final Codec<?> codec;
        private final byte[] key;
        private final byte[] value;
        private final Object decoded;

        Known(Codec<?> codec, byte[] key, byte[] value, Object decoded) {
            this.codec = codec;
            this.key = key;
            this.value = value;
            this.decoded = decoded;
        }

        boolean is(Codec<?> otherCodec, byte[] otherKey, byte[] otherValue) {
            return codec == otherCodec && Arrays.equals(value, otherValue) && Arrays.equals(key, otherKey);
        }
    }

    /**
     * What {@code value} decodes to.
     *
     * @param decoding decodes it, and throws when it does not belong under {@code key}
     */
    <T> T decode(Codec<T> codec, byte[] key, byte[] value, Supplier<T> decoding) {
        if (value.length > VALUE_BYTES_MAX) {
            return decoding.get();
        }
        int place = Math.floorMod(Arrays.hashCode(key) * 31 + codec.hashCode(), places.length());
        Known known = places.get(place);
        if (known != null && known.is(codec, key, value)) {
            // One codec gives values of one type.
            @SuppressWarnings("unchecked")
            T decoded = (T) known.decoded;
            return decoded;
        }
        T decoded = decoding.get();
        places.set(place, new Known(codec, key, value, decoded));
        return decoded;
    }
}
