package io.cfguardian.app.identity.session;

import io.cfguardian.app.identity.port.ChallengeClaims;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.revision.Revision;
import java.util.Optional;

/**
 * The id of a challenge. It names the user's credentials on which the password was checked, so that a challenge is void once
 * the password or the second factor is another.
 */
final class Challenge {

    private static final int DIGITS_MAX = 18;

    private Challenge() {}

    static String id(Revision credentials, Bytes random) {
        return credentials.value() + "-" + random.hex();
    }

    static Optional<Revision> credentials(ChallengeClaims claims) {
        int dash = claims.token().indexOf('-');
        String digits = dash < 0 ? "" : claims.token().substring(0, dash);
        boolean number = !digits.isEmpty()
                && digits.length() <= DIGITS_MAX
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(new Revision(Long.parseLong(digits))) : Optional.empty();
    }
}
