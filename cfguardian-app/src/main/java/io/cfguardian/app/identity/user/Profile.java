package io.cfguardian.app.identity.user;

import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * A user as administrators see it: without what it proves itself with.
 *
 * @param hasFactor whether a second factor is asked for at every sign-in
 * @param hasPassword whether it can sign in with a password
 * @param created the commit that made it
 * @param changed the revision that last changed it in any way
 */
public record Profile(
        UserId id,
        @Nullable EmailAddress email,
        String name,
        Status status,
        boolean administrator,
        boolean hasFactor,
        boolean hasPassword,
        Stamp created,
        Revision changed) {

    /** The profile of a user of the state. */
    public static Profile of(User user) {
        return new Profile(
                user.id(),
                user.email(),
                user.name(),
                user.status(),
                user.administrator(),
                user.factor() instanceof SecondFactor.Active,
                user.password() != null,
                user.created(),
                user.changed());
    }

    /** The profile of a user as the commit {@code stamp} made it. */
    public static Profile created(UserId id, Users.NewUser user, Stamp stamp) {
        return new Profile(
                id,
                user.email(),
                user.name(),
                Status.ACTIVE,
                user.administrator(),
                false,
                true,
                stamp,
                stamp.revision());
    }

    /** Without anything about the person. */
    @Override
    public String toString() {
        return "Profile[" + id + ", " + status + "]";
    }
}
