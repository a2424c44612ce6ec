package io.cfguardian.server.logging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One object of JSON in ASCII, as it is written. Everything else is escaped (RFC 8259, 7), unit by unit of UTF-16: text from outside may
 * be no valid Unicode, and a line must not fail for that. Written by hand because every request pays for it.
 */
final class JsonLine {

    private static final int USUAL_BYTES = 512;

    /** Of one unit, as in \\u001f. */
    private static final int ESCAPED_BYTES = 6;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[USUAL_BYTES];
    private int size;

    void member(String name, String value) {
        name(name);
        string(value);
    }

    void member(String name, long value) {
        name(name);
        String digits = Long.toString(value);
        reserve(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            bytes[size++] = (byte) digits.charAt(i);
        }
    }

    /** All of it, and a line feed. */
    byte[] end() {
        reserve(2);
        bytes[size++] = '}';
        bytes[size++] = '\n';
        return Arrays.copyOf(bytes, size);
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
            if (unit >= ' ' && unit <= '~' && unit != '"' && unit != '\\') {
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
