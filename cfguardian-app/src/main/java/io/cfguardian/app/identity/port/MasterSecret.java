package io.cfguardian.app.identity.port;

import io.cfguardian.domain.bytes.Bytes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The one secret that the operator gives: at least 32 characters that were drawn at random. Everything that the state
 * holds sealed opens with it. Immutable; its text form does not show it.
 *
 * <p>Nothing can tell a random text from one that looks so. What is refused is what was plainly not drawn at random.
 */
public final class MasterSecret {

    /** The least number of characters. */
    public static final int CHARS_MIN = 32;

    /** The greatest number of characters. */
    public static final int CHARS_MAX = 1024;

    // Of 32 random hexadecimal digits, fewer than 9 are distinct three times in a million.
    private static final int DISTINCT_CHARS_MIN = 9;

    // A text of a short period has no more entropy than the period.
    private static final int PERIOD_CHARS_MIN = 24;

    private static final int STEPS_SHARE_MAX_PERCENT = 50;

    /** What manuals, templates and keyboards suggest, without signs and in lower case. */
    private static final Set<String> SAMPLES = Set.of(
            "changeme",
            "changethis",
            "changeit",
            "replaceme",
            "replacethis",
            "password",
            "passphrase",
            "secretsecret",
            "mysecret",
            "yoursecret",
            "supersecret",
            "topsecret",
            "notsosecret",
            "secretkey",
            "mastersecret",
            "masterkey",
            "insecure",
            "default",
            "example",
            "sample",
            "placeholder",
            "letmein",
            "qwerty",
            "asdfgh",
            "cfguardian",
            "deadbeef",
            "cafebabe",
            "loremipsum",
            "correcthorse",
            "0123456789",
            "1234567890",
            "9876543210",
            "abcdefghij");

    private final Bytes content;

    private MasterSecret(Bytes content) {
        this.content = content;
    }

    /** What reading a master secret gives. */
    public sealed interface Reading {}

    /** It can be used. */
    public record Accepted(MasterSecret secret) implements Reading {}

    /**
     * It cannot.
     *
     * @param reason a sentence that shows nothing of it
     */
    public record Refused(String reason) implements Reading {}

    /** Reads a master secret as the operator gives it. White space around it is not part of it. */
    public static Reading read(String text) {
        String secret = text.strip();
        return weakness(secret)
                .<Reading>map(Refused::new)
                .orElseGet(() -> new Accepted(new MasterSecret(Bytes.utf8(secret))));
    }

    /** The UTF-8 form. For {@link Sealing} alone. */
    public Bytes content() {
        return content;
    }

    private static Optional<String> weakness(String secret) {
        if (secret.length() < CHARS_MIN || secret.length() > CHARS_MAX) {
            return Optional.of("the master secret has " + CHARS_MIN + " to " + CHARS_MAX + " characters, this one has "
                    + secret.length());
        }
        if (secret.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("the master secret has a line break or another control character inside");
        }
        if (secret.chars().distinct().count() < DISTINCT_CHARS_MIN) {
            return Optional.of("the master secret has fewer than " + DISTINCT_CHARS_MIN + " different characters");
        }
        if (period(secret) < PERIOD_CHARS_MIN) {
            return Optional.of("the master secret repeats a short text");
        }
        if (steps(secret) * 100 > secret.length() * STEPS_SHARE_MAX_PERCENT) {
            return Optional.of("the master secret is a sequence of neighbouring characters");
        }
        String plain = secret.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        if (SAMPLES.stream().anyMatch(plain::contains)) {
            return Optional.of("the master secret contains a well-known sample; draw it at random");
        }
        return Optional.empty();
    }

    /** The length of the shortest text whose repetition, perhaps cut off, is {@code text}. */
    private static int period(String text) {
        int[] borders = new int[text.length()];
        for (int i = 1; i < text.length(); i++) {
            int border = borders[i - 1];
            while (border > 0 && text.charAt(i) != text.charAt(border)) {
                border = borders[border - 1];
            }
            borders[i] = text.charAt(i) == text.charAt(border) ? border + 1 : 0;
        }
        return text.length() - borders[text.length() - 1];
    }

    /** How many characters are equal to the one before, or its neighbour in either direction. */
    private static int steps(String text) {
        int steps = 0;
        for (int i = 1; i < text.length(); i++) {
            if (Math.abs(text.charAt(i) - text.charAt(i - 1)) <= 1) {
                steps++;
            }
        }
        return steps;
    }

    @Override
    public String toString() {
        return "a master secret";
    }
}
