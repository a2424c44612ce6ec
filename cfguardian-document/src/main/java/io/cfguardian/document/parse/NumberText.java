package io.cfguardian.document.parse;

import io.cfguardian.domain.document.JsonValue.JsonNumber;
import java.math.BigDecimal;

/**
 * Reads a decimal number that any reader of doubles would still know for a number other than zero and infinity: what a
 * double would round to infinity, or to zero although it is not zero, is refused. The decimal itself is kept exactly.
 */
final class NumberText {

    // A double's decimal exponent reaches from -324 (subnormal) to 308.
    private static final long EXPONENT_MIN = -324;
    private static final long EXPONENT_MAX = 308;

    private final int charsMax;

    NumberText(int charsMax) {
        this.charsMax = charsMax;
    }

    /** The value of {@code text}, which has the syntax of a decimal number. */
    JsonNumber parse(String text) {
        if (text.length() > charsMax) {
            throw new MalformedText("a number has more than " + charsMax + " characters");
        }
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            // The syntax is right, so only the exponent can be too long for an int.
            if (isZero(text)) {
                return new JsonNumber(BigDecimal.ZERO);
            }
            throw outOfRange();
        }
        if (value.signum() != 0) {
            // Checked on the exponent first: converting 1e-2000000000 to a double would take long.
            long exponent = (long) value.precision() - value.scale() - 1;
            if (exponent < EXPONENT_MIN || exponent > EXPONENT_MAX) {
                throw outOfRange();
            }
            double rounded = value.doubleValue();
            if (rounded == 0.0 || Double.isInfinite(rounded)) {
                throw outOfRange();
            }
        }
        return new JsonNumber(value);
    }

    private static boolean isZero(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                return true;
            }
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }

    private static MalformedText outOfRange() {
        return new MalformedText("a number is outside the range of a double (5e-324 to 1.8e308)");
    }
}
