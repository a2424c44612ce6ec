package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Ascii;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form in which addresses are compared: ASCII, lower case. Other scripts are refused, so that two
 * addresses which look alike are alike.
 *
 * @param value 3 to 254 characters
 */
public record EmailAddress(String value) {

    private static final int CHARS_MAX = 254;

    /** The addr-spec of RFC 5322 without quotes, comments and literals. Every part of the pattern is linear. */
    private static final Pattern FORM =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9]([a-z0-9.-]{0,187}[a-z0-9])?");

    public EmailAddress {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an e-mail address in lower-case ASCII");
        }
    }

    /** The address that {@code text} spells in any case; nothing when it is none. Spaces around it are not forgiven. */
    public static Optional<EmailAddress> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Ascii.isVisible(text) && isValid(lower) ? Optional.of(new EmailAddress(lower)) : Optional.empty();
    }

    private static boolean isValid(String value) {
        return value.length() <= CHARS_MAX && FORM.matcher(value).matches();
    }

    /** The first character and the domain, for logs. */
    @Override
    public String toString() {
        return value.charAt(0) + "***" + value.substring(value.indexOf('@'));
    }
}
