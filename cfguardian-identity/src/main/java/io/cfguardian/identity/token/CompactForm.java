package io.cfguardian.identity.token;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A JSON Web Signature in compact form (RFC 7515, section 7.1) as this program writes it and in no other way: the header
 * has an algorithm, a type and a key's id and nothing that would name a key, an extension or another algorithm; the
 * payload is flat; each part has its one spelling; the signature is a pair of numbers in range. Nothing is checked against
 * a key yet.
 *
 * @param type the header's {@code typ}
 * @param keyId the header's {@code kid}
 */
record CompactForm(String type, String keyId, FlatJson payload) {

    /** More than any token here has, and little enough to be read by anybody's leave. */
    static final int CHARS_MAX = 4096;

    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    private static final String ALGORITHM = "ES256";
    private static final Pattern KEY_ID = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?");

    private static final int NUMBER_BYTES = 32;
    private static final int BITS_A_CHAR = 6;

    static CompactForm read(String token) throws MalformedToken {
        if (token.length() > CHARS_MAX) {
            throw new MalformedToken("too long");
        }
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0) {
            throw new MalformedToken("not three parts");
        }
        // A fourth part would hold a dot, which is no character of Base64url.
        FlatJson header = FlatJson.read(decoded(token.substring(0, first)));
        byte[] payload = decoded(token.substring(first + 1, second));
        requireSignature(token.substring(second + 1));
        if (!header.names().equals(HEADER) || !ALGORITHM.equals(header.text("alg"))) {
            throw new MalformedToken("another header");
        }
        String type = header.text("typ");
        String keyId = header.text("kid");
        if (type == null || keyId == null || !KEY_ID.matcher(keyId).matches()) {
            throw new MalformedToken("another header");
        }
        return new CompactForm(type, keyId, FlatJson.read(payload));
    }

    static boolean isKeyId(String text) {
        return KEY_ID.matcher(text).matches();
    }

    /** The bytes of a part that is not empty, has no padding or white space, and no bits without meaning. */
    private static byte[] decoded(String part) throws MalformedToken {
        if (part.isEmpty()) {
            throw new MalformedToken("an empty part");
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new MalformedToken("no Base64url");
        }
        // The JDK's decoder takes padding, and bits beyond the last byte; with neither the length and the last
        // character
        // are what encoding gives.
        if (part.length() != (bytes.length * Byte.SIZE + BITS_A_CHAR - 1) / BITS_A_CHAR
                || !Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(bytes)
                        .equals(part)) {
            throw new MalformedToken("not the one spelling of Base64url");
        }
        return bytes;
    }

    /** Both numbers of an ECDSA signature are from 1 to below the curve's order; zeros once verified everywhere. */
    static void requireSignature(String part) throws MalformedToken {
        byte[] signature = decoded(part);
        if (signature.length != 2 * NUMBER_BYTES) {
            throw new MalformedToken("a signature of another length");
        }
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, NUMBER_BYTES));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, NUMBER_BYTES, 2 * NUMBER_BYTES));
        if (!isInRange(r) || !isInRange(s)) {
            throw new MalformedToken("a signature out of range");
        }
    }

    private static boolean isInRange(BigInteger number) {
        return number.signum() > 0 && number.compareTo(P256Keys.ORDER) < 0;
    }
}
