package io.cfguardian.app.access;

import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.state.State;

/** Grants everything to the administrator and shows nothing to anyone else. */
public final class SoleAdministrator implements Authoriser {

    @Override
    public Access decide(Principal principal, Action action, Place place, State state) {
        return principal.equals(Principal.ADMINISTRATOR) ? Access.GRANTED : Access.HIDDEN;
    }
}
