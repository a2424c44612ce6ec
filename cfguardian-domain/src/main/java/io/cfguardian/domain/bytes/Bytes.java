package io.cfguardian.domain.bytes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable sequence of bytes, equal by content. Its text form never shows the content, which may be secret. */
public final class Bytes {

    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of {@code content}. */
    public static Bytes of(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /** A copy of the first {@code size} bytes of {@code content}. */
    public static Bytes of(byte[] content, int size) {
        return size == 0 ? EMPTY : new Bytes(Arrays.copyOf(content, size));
    }

    /** The UTF-8 form of {@code text}. */
    public static Bytes utf8(String text) {
        return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The number of bytes. */
    public int size() {
        return content.length;
    }

    /** The content decoded as UTF-8, malformed input replaced. */
    public String utf8() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** A copy of the content. */
    public byte[] toByteArray() {
        return content.clone();
    }

    /** A read-only view of the content; no copy. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /** A stream over the content; no copy. */
    public InputStream asInputStream() {
        return new ByteArrayInputStream(content);
    }

    /** Appends the content to {@code out}; no copy is handed out. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(content, 0, content.length);
    }

    /** Appends the content to {@code out}; no copy is handed out. */
    public void writeTo(ByteArrayOutputStream out) {
        out.write(content, 0, content.length);
    }

    /** Two lower-case hexadecimal digits for each byte. */
    public String hex() {
        return HexFormat.of().formatHex(content);
    }

    /** The SHA-256 of the content. */
    public Hash sha256() {
        return Hash.sha256(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
