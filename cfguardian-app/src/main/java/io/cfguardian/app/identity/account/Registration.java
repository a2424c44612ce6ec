package io.cfguardian.app.identity.account;

import io.cfguardian.app.identity.DrawnUserId;
import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.key.ClusterKeys;
import io.cfguardian.app.identity.port.PasswordHashing;
import io.cfguardian.app.identity.port.PasswordPolicy;
import io.cfguardian.app.identity.port.PasswordPolicy.Objection;
import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.domain.command.IdentityCommand.RegisterUser;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Revision;

/**
 * How people become users by themselves, as far as the operator allows it. Whether the address is somebody's already is not
 * told: the answer is the same, one password is hashed and one commit is made either way. Used by many threads; blocks the
 * calling (virtual) thread.
 */
public final class Registration {

    private final NodeWrites writes;
    private final ClusterKeys keys;
    private final Tools tools;
    private final Admission admission;

    /** The libraries it works with. */
    public record Tools(PasswordHashing hashing, PasswordPolicy policy, Secrets secrets) {}

    /** Who may register. */
    public enum Admission {
        /** Nobody. */
        CLOSED,
        /** Anybody; the user is disabled until an administrator enables it. */
        APPROVAL,
        /** Anybody; the user can sign in at once. */
        OPEN
    }

    public Registration(NodeWrites writes, ClusterKeys keys, Tools tools, Admission admission) {
        this.writes = writes;
        this.keys = keys;
        this.tools = tools;
        this.admission = admission;
    }

    /** What came of it. */
    public sealed interface Result {}

    /** It was heard. There is a user with that address now; whether there was one before is nobody's business. */
    public enum Heard implements Result {
        HEARD
    }

    /** Nobody may register. Nothing was written. */
    public enum Closed implements Result {
        CLOSED
    }

    /** The password will not do, whoever has the address. Nothing was written. */
    public record PasswordRefused(Objection objection) implements Result {}

    /** There are as many users as there may be. */
    public record Full(Limit limit) implements Result {}

    /**
     * Makes a user without a role, unless there is one with that address.
     *
     * @throws io.cfguardian.app.identity.port.HashingOverloaded when too many passwords wait; nothing was written
     * @throws io.cfguardian.app.replica.ReplicationFailure when the cluster cannot be written to, or what became of it is not
     *     known; doing it again is harmless
     */
    public Result register(EmailAddress email, String password, Source source) {
        return switch (admission) {
            case CLOSED -> Closed.CLOSED;
            case APPROVAL -> register(email, password, Status.DISABLED, source);
            case OPEN -> register(email, password, Status.ACTIVE, source);
        };
    }

    private Result register(EmailAddress email, String password, Status status, Source source) {
        var objection = tools.policy().objection(password, email.value());
        if (objection.isPresent()) {
            return new PasswordRefused(objection.get());
        }
        // Before anybody looks whose the address is, which only deciding does: nothing here depends on it.
        PasswordHash hash =
                new PasswordHash(tools.hashing().hash(password, keys.now().pepper()));
        Outcome outcome = writes.run(
                NodeWrites.NOBODY, source, new RegisterUser(DrawnUserId.draw(tools.secrets()), email, hash, status));
        return switch (outcome) {
            case Committed ignored -> Heard.HEARD;
            case Rejected(Revision ignored, LimitReached(Limit limit)) -> new Full(limit);
            case Rejected refused -> throw new IllegalStateException("a registration was refused: " + refused);
            case Unchanged kept -> throw new IllegalStateException("a registration left no trace: " + kept);
        };
    }
}
