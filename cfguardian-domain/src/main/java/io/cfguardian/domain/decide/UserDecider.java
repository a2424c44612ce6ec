package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.IdentityCommand.CreateUser;
import io.cfguardian.domain.command.IdentityCommand.DeleteUser;
import io.cfguardian.domain.command.IdentityCommand.LinkIdentity;
import io.cfguardian.domain.command.IdentityCommand.RegisterUser;
import io.cfguardian.domain.command.IdentityCommand.RehashPassword;
import io.cfguardian.domain.command.IdentityCommand.SetPassword;
import io.cfguardian.domain.command.IdentityCommand.UpdateUser;
import io.cfguardian.domain.decide.Decision.Edits;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Rejection.AlreadyExists;
import io.cfguardian.domain.decide.Rejection.IdentityTaken;
import io.cfguardian.domain.decide.Rejection.KeyRetired;
import io.cfguardian.domain.decide.Rejection.LastAdministrator;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.decide.Rejection.NotFound;
import io.cfguardian.domain.decide.Rejection.ProofRefused;
import io.cfguardian.domain.event.IdentityEvent.IdentityLinked;
import io.cfguardian.domain.event.IdentityEvent.PasswordRehashed;
import io.cfguardian.domain.event.IdentityEvent.PasswordSet;
import io.cfguardian.domain.event.IdentityEvent.RegistrationRefused;
import io.cfguardian.domain.event.IdentityEvent.UserCreated;
import io.cfguardian.domain.event.IdentityEvent.UserDeleted;
import io.cfguardian.domain.event.IdentityEvent.UserUpdated;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EmailClaim;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.FederatedLink;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.FederatedId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what is asked about users. */
final class UserDecider {

    private final State state;
    private final Stamp stamp;

    UserDecider(State state, Stamp stamp) {
        this.state = state;
        this.stamp = stamp;
    }

    /** The user, unless it was deleted. */
    static Optional<User> known(State state, UserId id) {
        return state.find(EntityKey.of(id)).filter(user -> user.status() != Status.DELETED);
    }

    /** All sessions of a user but one. */
    static List<EntityKey<?>> sessions(State state, UserId user, @Nullable SessionId but) {
        int all = Math.toIntExact(Limit.SESSIONS_PER_USER.max());
        return state.list(EntityRange.sessions(user), all).stream()
                .filter(session -> !session.id().equals(but))
                .<EntityKey<?>>map(Session::key)
                .toList();
    }

    Decision decide(CreateUser command) {
        UserId id = command.user();
        Optional<Rejection> noRoom = noRoom(id);
        if (noRoom.isPresent()) {
            return Decision.refuse(noRoom.get());
        }
        EmailAddress email = command.email();
        FederatedId identity = command.identity();
        if (isTaken(email, id) || (identity != null && isTaken(identity, id))) {
            return Decision.refuse(IdentityTaken.IDENTITY_TAKEN);
        }
        List<Entity> puts = new ArrayList<>();
        puts.add(made(id, email, command.name(), Status.ACTIVE, command.administrator(), command.password()));
        if (email != null) {
            puts.add(new EmailClaim(email, id));
        }
        if (identity != null) {
            puts.add(new FederatedLink(identity, id));
        }
        return Decision.accept(
                Effect.CREATED, new UserCreated(id, command.administrator()), new Edits(List.of(), puts));
    }

    Decision decide(RegisterUser command) {
        UserId id = command.user();
        // Comes before the address is looked at: it is no news about anybody.
        Optional<Rejection> noRoom = noRoom(id);
        if (noRoom.isPresent()) {
            return Decision.refuse(noRoom.get());
        }
        Optional<EmailClaim> claim = state.find(EntityKey.of(command.email()));
        if (claim.isPresent()) {
            return Decision.accept(
                    Effect.UNCHANGED, new RegistrationRefused(claim.get().user()), Edits.NONE);
        }
        return Decision.accept(
                Effect.CREATED,
                new UserCreated(id, false),
                Edits.put(
                        made(id, command.email(), "", command.status(), false, command.password()),
                        new EmailClaim(command.email(), id)));
    }

    private Optional<Rejection> noRoom(UserId id) {
        Optional<User> before = state.find(EntityKey.of(id));
        if (before.isPresent()) {
            return Optional.of(
                    before.get().status() == Status.DELETED
                            ? new KeyRetired(id, before.get().changed())
                            : new AlreadyExists(id));
        }
        return state.head().counts().users() >= Limit.USERS.max()
                ? Optional.of(new LimitReached(Limit.USERS))
                : Optional.empty();
    }

    private User made(
            UserId id,
            @Nullable EmailAddress email,
            String name,
            Status status,
            boolean administrator,
            @Nullable PasswordHash password) {
        return new User(
                id,
                email,
                name,
                status,
                administrator,
                password,
                SecondFactor.Absent.ABSENT,
                stamp,
                stamp.revision(),
                stamp.revision());
    }

    Decision decide(UpdateUser command) {
        UserId id = command.user();
        Optional<User> known = known(state, id);
        if (known.isEmpty()) {
            return Decision.refuse(new NotFound(id));
        }
        User before = known.get();
        EmailAddress email = command.email() == null ? before.email() : command.email();
        if (isTaken(email, id)) {
            return Decision.refuse(IdentityTaken.IDENTITY_TAKEN);
        }
        String name = Objects.requireNonNullElse(command.name(), before.name());
        Status status = Objects.requireNonNullElse(command.status(), before.status());
        boolean administrator = Objects.requireNonNullElse(command.administrator(), before.administrator());
        User after = before.profile(email, name, stamp.revision()).standing(status, administrator, stamp.revision());
        if (isLastAdministratorLost(before, after)) {
            return Decision.refuse(LastAdministrator.LAST_ADMINISTRATOR);
        }
        if (Objects.equals(email, before.email())
                && name.equals(before.name())
                && status == before.status()
                && administrator == before.administrator()) {
            return Decision.keep(id);
        }
        List<EntityKey<?>> removals = new ArrayList<>();
        List<Entity> puts = new ArrayList<>(List.of(after));
        if (!Objects.equals(email, before.email())) {
            claim(before.email()).ifPresent(removals::add);
            if (email != null) {
                puts.add(new EmailClaim(email, id));
            }
        }
        if (status == Status.DISABLED) {
            removals.addAll(sessions(state, id, null));
        }
        return Decision.accept(Effect.CHANGED, new UserUpdated(id, status, administrator), new Edits(removals, puts));
    }

    Decision decide(DeleteUser command) {
        UserId id = command.user();
        Optional<User> known = known(state, id);
        if (known.isEmpty()) {
            return Decision.refuse(new NotFound(id));
        }
        User after = known.get().delete(stamp.revision());
        if (isLastAdministratorLost(known.get(), after)) {
            return Decision.refuse(LastAdministrator.LAST_ADMINISTRATOR);
        }
        List<EntityKey<?>> removals = new ArrayList<>(sessions(state, id, null));
        claim(known.get().email()).ifPresent(removals::add);
        return Decision.accept(Effect.DELETED, new UserDeleted(id), new Edits(removals, List.of(after)));
    }

    Decision decide(SetPassword command) {
        UserId id = command.user();
        Optional<User> known = known(state, id);
        if (known.isEmpty()) {
            return Decision.refuse(new NotFound(id));
        }
        if (command.checked() != null && !command.checked().equals(known.get().credentials())) {
            return Decision.refuse(ProofRefused.PROOF_REFUSED);
        }
        List<EntityKey<?>> removals = new ArrayList<>(sessions(state, id, command.keep()));
        if (command.account() != null) {
            removals.add(EntityKey.ofAttempts(command.account()));
        }
        return Decision.accept(
                Effect.CHANGED,
                new PasswordSet(id),
                new Edits(removals, List.of(known.get().password(command.password(), stamp.revision()))));
    }

    Decision decide(RehashPassword command) {
        UserId id = command.user();
        Optional<User> known = known(state, id);
        if (known.isEmpty()) {
            return Decision.refuse(new NotFound(id));
        }
        // With other credentials the password may be another one by now, and the one that was checked must not come
        // back.
        if (!command.checked().equals(known.get().credentials())) {
            return Decision.refuse(ProofRefused.PROOF_REFUSED);
        }
        return Decision.accept(
                Effect.CHANGED,
                new PasswordRehashed(id),
                Edits.put(known.get().rehashed(command.password(), stamp.revision())));
    }

    Decision decide(LinkIdentity command) {
        UserId id = command.user();
        if (known(state, id).isEmpty()) {
            return Decision.refuse(new NotFound(id));
        }
        Optional<FederatedLink> link = state.find(EntityKey.of(command.identity()));
        if (link.isPresent() && link.get().user().equals(id)) {
            return Decision.keep(id);
        }
        if (isTaken(command.identity(), id)) {
            return Decision.refuse(IdentityTaken.IDENTITY_TAKEN);
        }
        return Decision.accept(
                Effect.CHANGED,
                new IdentityLinked(id, command.identity().provider()),
                Edits.put(new FederatedLink(command.identity(), id)));
    }

    private boolean isTaken(@Nullable EmailAddress email, UserId by) {
        return email != null
                && state.find(EntityKey.of(email))
                        .filter(claim -> !claim.user().equals(by))
                        .isPresent();
    }

    /** A link of a user who was deleted is free again: its person may come back as somebody new. */
    private boolean isTaken(FederatedId identity, UserId by) {
        return state.find(EntityKey.of(identity))
                .filter(link -> !link.user().equals(by))
                .filter(link -> known(state, link.user()).isPresent())
                .isPresent();
    }

    private static Optional<EntityKey<?>> claim(@Nullable EmailAddress email) {
        return email == null ? Optional.empty() : Optional.of(EntityKey.of(email));
    }

    private boolean isLastAdministratorLost(User before, User after) {
        return before.isActiveAdministrator()
                && !after.isActiveAdministrator()
                && state.head().counts().administrators() <= 1;
    }
}
