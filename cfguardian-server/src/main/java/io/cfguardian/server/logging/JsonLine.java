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
        bytes[size++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= ' ' && unit <= '~' && unit != '"' && unit != '\\') {
                bytes[size++] = (byte) unit;
            } else {
                escape(unit);
            }
        }
        bytes[size++] = '"';
    }

    private void escape(char unit) {
        bytes[size++] = '\\';
        switch (unit) {
            case '"', '\\' -> bytes[size++] = (byte) unit;
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            default -> {
                bytes[size++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    bytes[size++] = HEX[(unit >> shift) & 0xf];
                }
            }
        }
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
        }
    }
}
