package io.cfguardian.app.identity.user;

import io.cfguardian.app.identity.DrawnUserId;
import io.cfguardian.app.identity.key.KeyRing;
import io.cfguardian.app.identity.port.PasswordHashing;
import io.cfguardian.app.identity.port.PasswordPolicy;
import io.cfguardian.app.identity.port.PasswordPolicy.Objection;
import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.app.identity.session.SignIn;
import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadRequest.Consistency;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Reads.Lookup;
import io.cfguardian.app.read.Reads.Miss;
import io.cfguardian.app.read.Scan;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.Writes;
import io.cfguardian.app.write.Writes.Hopeless;
import io.cfguardian.app.write.Writes.Prepared;
import io.cfguardian.app.write.Writes.Ready;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.command.IdentityCommand.CloseSessions;
import io.cfguardian.domain.command.IdentityCommand.CreateUser;
import io.cfguardian.domain.command.IdentityCommand.SetPassword;
import io.cfguardian.domain.command.IdentityCommand.Unlock;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What administrators do with users, beside what needs no preparation and is a plain command. Nobody else learns so much
 * as whether a user is there. Used by many threads; blocks the calling (virtual) thread.
 */
public final class Users {

    private final Reads reads;
    private final Writes writes;
    private final Replica replica;
    private final KeyRing ring;
    private final Tools tools;

    /** The libraries it works with. */
    public record Tools(PasswordHashing hashing, PasswordPolicy policy, Secrets secrets) {}

    public Users(Reads reads, Writes writes, Replica replica, KeyRing ring, Tools tools) {
        this.reads = reads;
        this.writes = writes;
        this.replica = replica;
        this.ring = ring;
        this.tools = tools;
    }

    /**
     * A user to be made.
     *
     * @param id null to have one generated
     * @param name at most {@link User#NAME_CHARS_MAX} printable characters
     * @param password null to have one generated
     */
    public record NewUser(
            @Nullable UserId id,
            EmailAddress email,
            String name,
            boolean administrator,
            @Nullable String password) {

        @Override
        public String toString() {
            return "NewUser[(hidden)]";
        }
    }

    /** What came of giving somebody a password. */
    public sealed interface Result {}

    /**
     * It was decided.
     *
     * @param generated the password that was generated and now holds; null when one was given, or when this is the answer to
     *     an earlier request, whose password nobody knows any more
     */
    public record Done(WriteResult result, @Nullable String generated) implements Result {

        @Override
        public String toString() {
            return "Done[(hidden)]";
        }
    }

    /** The password will not do. Nothing was written. */
    public record PasswordRefused(Objection objection) implements Result {}

    /** The users after {@code after}, without those that were deleted. */
    public ReadResult<Page<Profile, UserId>> list(ReadRequest request, @Nullable UserId after, int limit) {
        return reads.run(request, Demand.EVERYTHING, view -> {
            Page<User, UserId> page =
                    Scan.page(after, limit, (last, count) -> users(view, last, count), User::id, Users::isKnown);
            return new Hit<>(new Page<>(page.items().stream().map(Profile::of).toList(), page.next()));
        });
    }

    private static List<User> users(View view, @Nullable UserId last, int count) {
        return view.list(EntityRange.all(EntityKind.USER).after(last == null ? null : EntityKey.of(last)), count);
    }

    /** A user that was not deleted. */
    public ReadResult<Profile> user(ReadRequest request, UserId id) {
        return reads.run(
                request,
                Demand.EVERYTHING,
                view -> known(view, id)
                        .<Lookup<Profile>>map(user -> new Hit<>(Profile.of(user)))
                        .orElseGet(() -> new Miss<>(new Refusal.NotFound(id))));
    }

    /**
     * Makes a user who can sign in with a password.
     *
     * @throws io.cfguardian.app.identity.port.HashingOverloaded when too many passwords wait; nothing was written
     */
    public Result create(WriteRequest request, NewUser user) {
        ReadResult<KeyRing.Keys> keys = reads.run(now(request), Demand.EVERYTHING, view -> new Hit<>(ring.keys(view)));
        return switch (keys) {
            case ReadResult.Refused<KeyRing.Keys>(Refusal refusal, var ignored) -> refused(refusal);
            case Found<KeyRing.Keys> found -> create(request, user, found.value());
        };
    }

    private Result create(WriteRequest request, NewUser user, KeyRing.Keys keys) {
        UserId id = user.id() == null ? DrawnUserId.draw(tools.secrets()) : user.id();
        return withPassword(
                user.password(),
                user.email().value(),
                keys,
                hash -> writes.run(
                        request, new CreateUser(id, user.email(), user.name(), user.administrator(), hash, null)));
    }

    /**
     * Gives a user another password, and ends all its sessions.
     *
     * @param password null to have one generated
     * @throws io.cfguardian.app.identity.port.HashingOverloaded when too many passwords wait; nothing was written
     */
    public Result setPassword(WriteRequest request, UserId id, @Nullable String password) {
        ReadResult<Account> account = reads.run(
                now(request),
                Demand.EVERYTHING,
                view -> known(view, id)
                        .<Lookup<Account>>map(user -> new Hit<>(new Account(user, ring.keys(view))))
                        .orElseGet(() -> new Miss<>(new Refusal.NotFound(id))));
        return switch (account) {
            case ReadResult.Refused<Account>(Refusal refusal, var ignored) -> refused(refusal);
            case Found<Account>(Account(User user, KeyRing.Keys keys), var ignored) -> {
                EmailAddress email = user.email();
                yield withPassword(
                        password,
                        email == null ? "" : email.value(),
                        keys,
                        hash -> writes.run(request, new SetPassword(id, hash, null, null, null)));
            }
        };
    }

    private record Account(User user, KeyRing.Keys keys) {}

    /** Forgets the failed attempts to sign in as a user. */
    public WriteResult unlock(WriteRequest request, UserId id) {
        return writes.run(request, null, view -> {
            KeyRing.Keys keys = ring.keys(view);
            // Of a user who is not there the decider says so, once the caller's right has been looked at.
            return new Ready(new Unlock(
                    id, known(view, id).map(user -> SignIn.account(user, keys)).orElseGet(() -> keys.account(id))));
        });
    }

    /**
     * A user that the caller has just changed. Asks for no right: the change may have taken it. Nothing when the user is gone.
     */
    public Optional<Profile> changed(UserId id) {
        try (View view = replica.view()) {
            return known(view, id).map(Profile::of);
        }
    }

    /** Ends all sessions of a user. Unlike with the own ones, that takes the right to do everything. */
    public WriteResult endSessions(WriteRequest request, UserId id) {
        return writes.run(
                request,
                null,
                view -> Writes.refusal(request.actor(), Demand.EVERYTHING, view)
                        .or(() ->
                                known(view, id).isPresent() ? Optional.empty() : Optional.of(new Refusal.NotFound(id)))
                        .<Prepared>map(Hopeless::new)
                        .orElseGet(() -> new Ready(new CloseSessions(id, null))));
    }

    /** Writes the hash of a password. */
    @FunctionalInterface
    private interface Write {

        WriteResult of(PasswordHash hash);
    }

    private Result withPassword(@Nullable String given, String email, KeyRing.Keys keys, Write write) {
        String password = given == null ? tools.secrets().password() : given;
        Optional<Objection> objection = tools.policy().objection(password, email);
        if (objection.isPresent()) {
            return new PasswordRefused(objection.get());
        }
        PasswordHash hash = new PasswordHash(tools.hashing().hash(password, keys.pepper()));
        WriteResult result = write.of(hash);
        return new Done(result, given == null && isHeld(result, hash) ? password : null);
    }

    /** Whether the write's user has exactly this hash: an answer to an earlier request is about another one. */
    private boolean isHeld(WriteResult result, PasswordHash hash) {
        if (!(result instanceof WriteResult.Decided(var answer)
                && answer.outcome() instanceof Committed committed
                && committed.results().getFirst().subject() instanceof UserId id)) {
            return false;
        }
        try (View view = replica.view()) {
            return view.find(EntityKey.of(id))
                    .map(User::password)
                    .filter(hash::equals)
                    .isPresent();
        }
    }

    private static Result refused(Refusal refusal) {
        return new Done(new WriteResult.Refused(refusal), null);
    }

    private static ReadRequest now(WriteRequest request) {
        return new ReadRequest(request.actor(), Consistency.LINEARIZABLE, null);
    }

    private static Optional<User> known(View view, UserId id) {
        return view.find(EntityKey.of(id)).filter(Users::isKnown);
    }

    private static boolean isKnown(User user) {
        return user.status() != Status.DELETED;
    }
}
