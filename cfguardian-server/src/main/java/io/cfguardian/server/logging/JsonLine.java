package io.cfguardian.server.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One object of JSON in ASCII, as it is written. Everything else is escaped (RFC 8259, 7), unit by unit of UTF-16: text from outside may
 * be no valid Unicode, and a line must not fail for that. Written by hand because every request pays for it.
 */
final class JsonLine {

    private static final int USUAL_BYTES = 512;
    private static final int LONG_CHARS_MAX = 20;

    /** Of one unit, as in \\u001f. */
    private static final int ESCAPED_BYTES = 6;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** The units that stand for themselves. */
    private static final boolean[] PLAIN = new boolean['~' + 1];

    static {
        Arrays.fill(PLAIN, ' ', PLAIN.length, true);
        PLAIN['"'] = false;
        PLAIN['\\'] = false;
    }

    private byte[] bytes = new byte[USUAL_BYTES];
    private int size;

    /** A name and what is before its value, to be written many times. */
    static byte[] prepared(String name) {
        JsonLine line = new JsonLine();
        line.name("");
        int before = line.size;
        line.name(name);
        return Arrays.copyOfRange(line.bytes, before, line.size);
    }

    void member(String name, String value) {
        name(name);
        string(value);
    }

    void member(String name, long value) {
        name(name);
        number(value);
    }

    /** @param prepared by {@link #prepared}; not the first */
    void member(byte[] prepared, String value) {
        bytes(prepared);
        string(value);
    }

    /** @param prepared by {@link #prepared}; not the first */
    void member(byte[] prepared, long value) {
        bytes(prepared);
        number(value);
    }

    /** All of it, and a line feed. */
    void writeTo(OutputStream out) throws IOException {
        end();
        out.write(bytes, 0, size);
    }

    /** All of it, and a line feed. */
    byte[] toBytes() {
        end();
        return Arrays.copyOf(bytes, size);
    }

    private void end() {
        reserve(2);
        bytes[size++] = '}';
        bytes[size++] = '\n';
    }

    private void bytes(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void number(long value) {
        reserve(LONG_CHARS_MAX);
        String digits = Long.toString(value);
        for (int i = 0; i < digits.length(); i++) {
            bytes[size++] = (byte) digits.charAt(i);
        }
    }

    private void name(String name) {
        reserve(1);
        bytes[size] = (byte) (size == 0 ? '{' : ',');
        size++;
        string(name);
        reserve(1);
        bytes[size++] = ':';
    }

    private void string(String text) {
        reserve(ESCAPED_BYTES * text.length() + 2);
        byte[] to = bytes;
        int at = size;
        to[at++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < PLAIN.length && PLAIN[unit]) {
                to[at++] = (byte) unit;
            } else {
                at = escape(unit, to, at);
            }
        }
        to[at++] = '"';
        size = at;
    }

    /** Writes it at a place, and says which is the next. */
    private static int escape(char unit, byte[] to, int place) {
        int at = place;
        to[at++] = '\\';
        switch (unit) {
            case '"', '\\' -> to[at++] = (byte) unit;
            case '\n' -> to[at++] = 'n';
            case '\r' -> to[at++] = 'r';
            case '\t' -> to[at++] = 't';
            default -> {
                to[at++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    to[at++] = HEX[(unit >> shift) & 0xf];
                }
            }
        }
        return at;
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
        }
    }
}
