package io.cfguardian.identity.secret;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * Random text that people read, say and type: groups of characters of Crockford's Base32, which leaves out i, l, o and u.
 * Five bits a character.
 */
public final class ReadableCode {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private ReadableCode() {}

    /** A new code of {@code groups} groups with hyphens between them. */
    public static String draw(SecureRandom random, int groups, int groupChars) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < groups * groupChars; i++) {
            if (i > 0 && i % groupChars == 0) {
                code.append('-');
            }
            // The alphabet's size is a power of two, so no character is likelier than another.
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /**
     * The characters of a code as it was drawn, without hyphens, however somebody typed it: with spaces, in capitals, with
     * the letter o for a zero. Empty when it is no code of {@code chars} characters.
     */
    public static Optional<String> canonical(String typed, int chars) {
        StringBuilder code = new StringBuilder(chars);
        for (char c : typed.toLowerCase(Locale.ROOT).toCharArray()) {
            char meant = switch (c) {
                case 'o' -> '0';
                case 'i', 'l' -> '1';
                default -> c;
            };
            if (meant == '-' || meant == ' ') {
                continue;
            }
            if (ALPHABET.indexOf(meant) < 0 || code.length() == chars) {
                return Optional.empty();
            }
            code.append(meant);
        }
        return code.length() == chars ? Optional.of(code.toString()) : Optional.empty();
    }
}
