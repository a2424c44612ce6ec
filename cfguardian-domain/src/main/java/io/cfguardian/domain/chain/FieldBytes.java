package io.cfguardian.domain.chain;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fields one after the other, in the notation of {@link ChainBytes}. */
final class FieldBytes {

    private static final int USUAL_BYTES = 512;

    private byte[] out = new byte[USUAL_BYTES];
    private int size;

    Bytes toBytes() {
        return Bytes.of(out, size);
    }

    void int8(int value) {
        reserve(1);
        out[size++] = (byte) value;
    }

    void int32(int value) {
        reserve(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out[size++] = (byte) (value >>> shift);
        }
    }

    void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }

    void hash(Hash hash) {
        append(hash.toByteArray());
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int32(utf8.length);
        append(utf8);
    }

    private void append(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, out, size, bytes.length);
        size += bytes.length;
    }

    private void reserve(int more) {
        if (more > out.length - size) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, Math.addExact(size, more)));
        }
    }
}
