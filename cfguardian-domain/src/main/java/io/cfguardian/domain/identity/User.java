package io.cfguardian.domain.identity;

import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * A user. A deleted one stays known by its id, without anything about the person.
 *
 * @param email where it signs in with a password; null when deleted or known to a provider only
 * @param name for people; at most 128 printable characters
 * @param administrator whether it may do everything
 * @param password null when it cannot sign in with one
 * @param factor the second factor
 * @param created the commit that made it
 * @param changed the revision that last changed it in any way
 * @param credentials the revision that last changed how it proves who it is; a proof that was checked on an older one is void
 */
public record User(
        UserId id,
        @Nullable EmailAddress email,
        String name,
        Status status,
        boolean administrator,
        @Nullable PasswordHash password,
        SecondFactor factor,
        Stamp created,
        Revision changed,
        Revision credentials)
        implements Entity {

    /** The longest name. */
    public static final int NAME_CHARS_MAX = 128;

    /** Whether it may sign in. */
    public enum Status {
        ACTIVE,
        DISABLED,
        DELETED
    }

    @Override
    public EntityKey<User> key() {
        return EntityKey.of(id);
    }

    /** Whether it may sign in and act. */
    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** Whether it may do everything, now. */
    public boolean isActiveAdministrator() {
        return isActive() && administrator;
    }

    /** This user with another profile. */
    public User profile(@Nullable EmailAddress newEmail, String newName, Revision at) {
        return new User(id, newEmail, newName, status, administrator, password, factor, created, at, credentials);
    }

    /** This user with other standing. */
    public User standing(Status newStatus, boolean newAdministrator, Revision at) {
        Revision since = newStatus == status ? credentials : at;
        return new User(id, email, name, newStatus, newAdministrator, password, factor, created, at, since);
    }

    /** This user with another password. */
    public User password(PasswordHash newPassword, Revision at) {
        return new User(id, email, name, status, administrator, newPassword, factor, created, at, at);
    }

    /** This user with the same password in another form, which is no change of credentials. */
    public User rehashed(PasswordHash samePassword, Revision at) {
        return new User(id, email, name, status, administrator, samePassword, factor, created, at, credentials);
    }

    /** This user with another second factor; using one up is no change of credentials. */
    public User factor(SecondFactor newFactor, Revision at, Revision since) {
        return new User(id, email, name, status, administrator, password, newFactor, created, at, since);
    }

    /** What stays of this user. */
    public User delete(Revision at) {
        return new User(id, null, "", Status.DELETED, false, null, SecondFactor.Absent.ABSENT, created, at, at);
    }

    @Override
    public String toString() {
        return "User[" + id + ", " + status + (administrator ? ", administrator" : "") + "]";
    }
}
