package io.cfguardian.domain.key;

import io.cfguardian.domain.bytes.Ascii;

/**
 * Who somebody is at an identity provider.
 *
 * @param provider the provider's name in the settings
 * @param subject the provider's name for the user, 1 to 255 visible ASCII characters (OpenID Connect Core 1.0, 2)
 */
public record FederatedId(String provider, String subject) {

    private static final int PROVIDER_CHARS_MAX = 63;
    private static final int SUBJECT_CHARS_MAX = 255;

    public FederatedId {
        ShortName.check("provider", provider, PROVIDER_CHARS_MAX);
        if (subject.isEmpty() || subject.length() > SUBJECT_CHARS_MAX || !Ascii.isVisible(subject)) {
            throw new IllegalArgumentException("a subject has 1 to 255 visible ASCII characters");
        }
    }

    @Override
    public String toString() {
        return provider + ":(hidden)";
    }
}
