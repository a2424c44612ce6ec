package io.cfguardian.http.server;

import io.cfguardian.app.identity.session.Authentication;
import io.cfguardian.app.identity.session.Authentication.Finding;
import io.cfguardian.app.identity.session.Authentication.Nobody;
import io.cfguardian.app.identity.session.Authentication.Recognised;
import io.cfguardian.app.identity.session.Authentication.Unsure;
import java.util.Locale;

/** Knows bearer tokens (RFC 6750): access tokens of users and service tokens. Used by many threads. */
public final class BearerAuthenticator implements Authenticator {

    private static final String SCHEME = "bearer ";

    private final Authentication authentication;

    public BearerAuthenticator(Authentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public Identity authenticate(String authorization) {
        if (authorization.isEmpty()) {
            return new Unknown("The request carries no bearer token.");
        }
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return new Unknown("The scheme of Authorization is not Bearer.");
        }
        String token = authorization.substring(SCHEME.length());
        return switch (authentication.recognise(token)) {
            case Recognised(var actor, var until) -> new Known(actor, until);
            case Nobody nobody -> unknown(nobody);
            case Unsure.UNSURE -> (Doubtful) () -> sure(authentication.makeSure(token));
        };
    }

    private static Certain sure(Finding finding) {
        return switch (finding) {
            case Recognised(var actor, var until) -> new Known(actor, until);
            case Nobody nobody -> unknown(nobody);
            case Unsure.UNSURE -> unknown(Nobody.NOBODY);
        };
    }

    private static Unknown unknown(Nobody nobody) {
        return new Unknown(
                switch (nobody) {
                    case NOBODY -> "The bearer token is not valid.";
                    case EXPIRED -> "The bearer token has expired.";
                });
    }
}
