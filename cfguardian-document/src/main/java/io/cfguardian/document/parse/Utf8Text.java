package io.cfguardian.document.parse;

import io.cfguardian.domain.bytes.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a text that must be UTF-8 without a byte order mark. Overlong forms and encoded surrogates are not
 * UTF-8; UTF-16 and UTF-32 show by their zero bytes and are named in the refusal.
 */
final class Utf8Text {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8Text() {}

    static String decode(Bytes text) {
        byte[] bytes = text.toByteArray();
        if (startsWith(bytes, 0xFE, 0xFF)
                || startsWith(bytes, 0xFF, 0xFE)
                || startsWith(bytes, 0)
                || (bytes.length > 1 && bytes[1] == 0)) {
            throw new MalformedText("the text is UTF-16, UTF-32 or binary; it must be UTF-8", new Position(1, 1));
        }
        // Never more characters than bytes, so the buffer cannot overflow.
        CharBuffer characters = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes), characters, true);
        String decoded = characters.flip().toString();
        if (result.isError()) {
            throw new MalformedText("the bytes here are not UTF-8", endOf(decoded));
        }
        if (!decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK) {
            throw new MalformedText("the text begins with a byte order mark; leave it out", new Position(1, 1));
        }
        return decoded;
    }

    private static Position endOf(String decoded) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < decoded.length(); i++) {
            if (decoded.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Position(line, decoded.length() - lineStart + 1);
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
