package io.cfguardian.identity.token;

import io.cfguardian.app.identity.port.AccessClaims;
import io.cfguardian.app.identity.port.ChallengeClaims;
import java.time.Instant;
import java.util.function.Function;

/**
 * A kind of signed token. None can be taken for another, because each has its own type and its own audience.
 *
 * @param type the header's {@code typ}, compared to the letter
 * @param audienceSuffix what the kind's audience has behind that of access tokens
 * @param reader reads the claims
 * @param end when the token ends
 * @param <C> the claims
 */
record TokenKind<C>(String type, String audienceSuffix, Reader<C> reader, Function<C, Instant> end) {

    static final TokenKind<AccessClaims> ACCESS =
            new TokenKind<>("at+jwt", "", PayloadClaims::access, AccessClaims::expiresAt);

    static final TokenKind<ChallengeClaims> CHALLENGE =
            new TokenKind<>("mfa+jwt", "/second-factor", PayloadClaims::challenge, ChallengeClaims::expiresAt);

    /** Reads the claims of a payload. */
    interface Reader<C> {
        C read(FlatJson payload) throws MalformedToken;
    }

    String audience(TokenSettings settings) {
        return settings.audience() + audienceSuffix;
    }
}
