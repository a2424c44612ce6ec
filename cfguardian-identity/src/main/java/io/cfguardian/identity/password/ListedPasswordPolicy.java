package io.cfguardian.identity.password;

import io.cfguardian.app.identity.port.PasswordPolicy;
import io.cfguardian.domain.bytes.Unicode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Length, and nothing that is guessed at once: no rule asks for kinds of characters, which make passwords alike rather
 * than strong (NIST SP 800-63B). Used by many threads.
 */
public final class ListedPasswordPolicy implements PasswordPolicy {

    private static final int DISTINCT_MIN = 5;
    private static final int PERIOD_MIN = 5;

    /** Of a hundred neighbours, how many may follow one another in the alphabet or be equal. */
    private static final int STEPS_MAX_PERCENT = 70;

    @Override
    public Optional<Objection> objection(String password, String email) {
        if (!Unicode.isWellFormed(password)) {
            return Optional.of(Objection.NOT_UNICODE);
        }
        int length = password.codePointCount(0, password.length());
        if (length < CODE_POINTS_MIN) {
            return Optional.of(Objection.TOO_SHORT);
        }
        if (length > CODE_POINTS_MAX) {
            return Optional.of(Objection.TOO_LONG);
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (isLike(lower, email.toLowerCase(Locale.ROOT))) {
            return Optional.of(Objection.LIKE_EMAIL);
        }
        if (isMonotonous(lower)) {
            return Optional.of(Objection.MONOTONOUS);
        }
        return isCommon(lower) ? Optional.of(Objection.COMMON) : Optional.empty();
    }

    private static boolean isLike(String password, String email) {
        String local = email.substring(0, Math.max(email.lastIndexOf('@'), 0));
        String word = word(password);
        return password.equals(email)
                || password.equals(local)
                || (!word.isEmpty() && (word.equals(word(email)) || word.equals(word(local))));
    }

    private static boolean isCommon(String password) {
        String repeated = password.substring(0, period(password));
        return CommonPasswords.areAnyOf(new HashSet<>(List.of(password, word(password), repeated, word(repeated))));
    }

    /** What is left without the digits and signs at the end, where most people put the ones that they are asked for. */
    private static String word(String text) {
        int end = text.length();
        while (end > 0 && !Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isMonotonous(String text) {
        int steps = 0;
        for (int i = 1; i < text.length(); i++) {
            if (Math.abs(text.charAt(i) - text.charAt(i - 1)) <= 1) {
                steps++;
            }
        }
        return text.codePoints().distinct().count() < DISTINCT_MIN
                || period(text) < PERIOD_MIN
                || steps * 100 > (text.length() - 1) * STEPS_MAX_PERCENT;
    }

    /** The length of the shortest text whose repetition, perhaps cut off, is {@code text}. */
    private static int period(String text) {
        int period = 1;
        while (!text.regionMatches(period, text, 0, text.length() - period)) {
            period++;
        }
        return period;
    }
}
