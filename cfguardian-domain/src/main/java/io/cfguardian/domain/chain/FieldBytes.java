package io.cfguardian.domain.chain;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Fields one after the other, in the notation of {@link ChainBytes}. */
final class FieldBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    Bytes toBytes() {
        return Bytes.of(out.toByteArray());
    }

    void int8(int value) {
        out.write(value);
    }

    void int32(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }

    void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }

    void hash(Hash hash) {
        out.writeBytes(hash.toByteArray());
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int32(utf8.length);
        out.writeBytes(utf8);
    }
}
