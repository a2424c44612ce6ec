package io.cfguardian.app.identity.account;

import io.cfguardian.app.identity.key.ClusterKeys;
import io.cfguardian.app.identity.key.KeyRing;
import io.cfguardian.app.identity.port.OneTimePasswords;
import io.cfguardian.app.identity.port.PasswordHashing;
import io.cfguardian.app.identity.port.PasswordPolicy;
import io.cfguardian.app.identity.port.PasswordPolicy.Objection;
import io.cfguardian.app.identity.session.SignIn;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.IdentityCommand.ActivateFactor;
import io.cfguardian.domain.command.IdentityCommand.CloseSessions;
import io.cfguardian.domain.command.IdentityCommand.DisableFactor;
import io.cfguardian.domain.command.IdentityCommand.EnrolFactor;
import io.cfguardian.domain.command.IdentityCommand.SetPassword;
import io.cfguardian.domain.identity.Actor.Person;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.identity.Sealed;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.limit.Limit;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What users do with their own accounts. The caller is a person whose session was recognised; whether it still holds is
 * decided with each write. Used by many threads; blocks the calling (virtual) thread.
 */
public final class OwnAccount {

    private static final String ISSUER = "cfguardian";

    private final Writes writes;
    private final Reads reads;
    private final Replica replica;
    private final ClusterKeys clusterKeys;
    private final Tools tools;
    private final SignIn signIn;
    private final InstantSource clock;

    /** The libraries it works with. */
    public record Tools(PasswordHashing hashing, PasswordPolicy policy, OneTimePasswords codes) {}

    public OwnAccount(
            Writes writes,
            Reads reads,
            Replica replica,
            ClusterKeys clusterKeys,
            Tools tools,
            SignIn signIn,
            InstantSource clock) {
        this.writes = writes;
        this.reads = reads;
        this.replica = replica;
        this.clusterKeys = clusterKeys;
        this.tools = tools;
        this.signIn = signIn;
        this.clock = clock;
    }

    /** A user and the session that asks. */
    public record Self(User user, Session session) {}

    /** What came of a change. */
    public sealed interface Result {}

    /** It was decided. */
    public record Done(WriteResult result) implements Result {}

    /** The password or code that should have proved something does not, or there were too many attempts. */
    public enum NotProved implements Result {
        NOT_PROVED
    }

    /** The new password will not do. */
    public record PasswordRefused(Objection objection) implements Result {}

    /** A second factor was prepared: what the user's authenticator needs. */
    public record Enrolled(WriteResult result, String secret, String uri) implements Result {
        @Override
        public String toString() {
            return "Enrolled[(hidden)]";
        }
    }

    /** A second factor was activated: what to keep in a safe place. */
    public record Activated(WriteResult result, List<String> recoveryCodes) implements Result {
        public Activated {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        public String toString() {
            return "Activated[(hidden)]";
        }
    }

    /** There is no second factor in the state for this. */
    public enum WrongState implements Result {
        WRONG_STATE
    }

    /** Who asks. */
    public ReadResult<Self> self(ReadRequest request, Person person) {
        return reads.run(
                request,
                Demand.OWN_ACCOUNT,
                view -> new Hit<>(new Self(
                        view.find(EntityKey.of(person.user())).orElseThrow(),
                        view.find(EntityKey.of(person.user(), person.session())).orElseThrow())));
    }

    /** The caller's open sessions. */
    public ReadResult<List<Session>> sessions(ReadRequest request, Person person) {
        int all = Math.toIntExact(Limit.SESSIONS_PER_USER.max());
        return reads.run(
                request,
                Demand.OWN_ACCOUNT,
                view -> new Hit<>(view.list(EntityRange.sessions(person.user()), all).stream()
                        .filter(session -> !session.isExpired(clock.instant()))
                        .toList()));
    }

    /** Ends a session of the caller, or all of them. */
    public WriteResult close(WriteRequest request, Person person, @Nullable SessionId only) {
        return writes.run(request, new CloseSessions(person.user(), only));
    }

    /** Gives the caller another password, ends all sessions but the one that asks, and forgets failed attempts to sign in. */
    public Result changePassword(WriteRequest request, Person person, String before, String after) {
        KeyRing.Keys keys = clusterKeys.now();
        User user = user(person);
        PasswordHash stored = user.password();
        boolean matches = signIn.isLetIn(user, keys)
                && tools.hashing().matches(before, stored == null ? null : stored.value(), keys.pepper());
        if (!matches) {
            return NotProved.NOT_PROVED;
        }
        EmailAddress email = user.email();
        Optional<Objection> objection = tools.policy().objection(after, email == null ? "" : email.value());
        if (objection.isPresent()) {
            return new PasswordRefused(objection.get());
        }
        PasswordHash hash = new PasswordHash(tools.hashing().hash(after, keys.pepper()));
        return new Done(writes.run(
                request,
                new SetPassword(user.id(), hash, user.credentials(), person.session(), SignIn.account(user, keys))));
    }

    /** Prepares a second factor. */
    public Result enrol(WriteRequest request, Person person) {
        KeyRing.Keys keys = clusterKeys.now();
        User user = user(person);
        Bytes secret = tools.codes().newSecret();
        Sealed sealed = keys.seal(SignIn.factorPurpose(user.id()), secret);
        EmailAddress email = user.email();
        String account = email == null ? user.id().value() : email.value();
        return new Enrolled(
                writes.run(request, new EnrolFactor(user.id(), sealed)),
                tools.codes().typed(secret),
                tools.codes().enrolmentUri(secret, ISSUER, account));
    }

    /** Has the prepared second factor asked for from now on, when {@code code} is one of it. */
    public Result activate(WriteRequest request, Person person, String code) {
        KeyRing.Keys keys = clusterKeys.now();
        User user = user(person);
        if (!(user.factor() instanceof SecondFactor.Pending(Sealed sealed))) {
            return WrongState.WRONG_STATE;
        }
        Bytes secret = keys.open(SignIn.factorPurpose(user.id()), sealed);
        OptionalLong step = tools.codes().matchingStep(secret, code, clock.instant());
        if (step.isEmpty()) {
            return NotProved.NOT_PROVED;
        }
        List<String> recovery = tools.codes().newRecoveryCodes();
        List<Hash> digests = recovery.stream()
                .map(text -> tools.codes().recoveryDigest(text).orElseThrow())
                .toList();
        return new Activated(
                writes.run(request, new ActivateFactor(user.id(), sealed, step.getAsLong(), digests)), recovery);
    }

    /** Has no second factor asked for any more; takes a code of it. */
    public Result disable(WriteRequest request, Person person, String code) {
        User user = user(person);
        if (!(user.factor() instanceof SecondFactor.Active)) {
            return WrongState.WRONG_STATE;
        }
        Optional<FactorProof> proof =
                signIn.isLetIn(user, clusterKeys.now()) ? signIn.proof(user, code) : Optional.empty();
        if (proof.isEmpty()) {
            return NotProved.NOT_PROVED;
        }
        return new Done(writes.run(request, new DisableFactor(user.id(), proof.get())));
    }

    /** The user as this node knows it; what was proved on an old state is found void when it is decided. */
    private User user(Person person) {
        try (View view = replica.view()) {
            return view.find(EntityKey.of(person.user())).orElseThrow();
        }
    }
}
