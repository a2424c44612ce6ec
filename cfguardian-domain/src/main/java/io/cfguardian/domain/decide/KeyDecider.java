package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.IdentityCommand.Bootstrap;
import io.cfguardian.domain.command.IdentityCommand.KeyPair;
import io.cfguardian.domain.command.IdentityCommand.RewrapDataKey;
import io.cfguardian.domain.command.IdentityCommand.RotateSigningKey;
import io.cfguardian.domain.decide.Decision.Accept;
import io.cfguardian.domain.decide.Decision.Change;
import io.cfguardian.domain.decide.Decision.Edits;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.decide.Rejection.KeyConflict;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.event.IdentityEvent.DataKeyWrapped;
import io.cfguardian.domain.event.IdentityEvent.SigningKeyRotated;
import io.cfguardian.domain.event.IdentityEvent.UserCreated;
import io.cfguardian.domain.identity.DataKey;
import io.cfguardian.domain.identity.EmailClaim;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.SigningKey;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides the beginning, and what is asked about keys. */
final class KeyDecider {

    private final State state;
    private final Stamp stamp;

    KeyDecider(State state, Stamp stamp) {
        this.state = state;
        this.stamp = stamp;
    }

    Decision decide(Bootstrap command) {
        if (state.head().counts().users() > 0) {
            return Decision.keep(command.user());
        }
        User administrator = new User(
                command.user(),
                command.email(),
                "",
                Status.ACTIVE,
                true,
                command.password(),
                SecondFactor.Absent.ABSENT,
                stamp,
                stamp.revision(),
                stamp.revision());
        return new Accept(
                List.of(
                        new Change(
                                new UserCreated(command.user(), true),
                                null,
                                Edits.put(administrator, new EmailClaim(command.email(), command.user()))),
                        new Change(
                                new DataKeyWrapped(command.master()),
                                null,
                                Edits.put(new DataKey(command.master(), command.dataKey()))),
                        new Change(
                                new SigningKeyRotated(command.signingKey().id()),
                                null,
                                Edits.put(fresh(command.signingKey())))),
                List.of(new Result(command.user(), null, Effect.CREATED)));
    }

    Decision decide(RotateSigningKey command) {
        int max = Math.toIntExact(Limit.SIGNING_KEYS.max());
        List<SigningKey> keys = state.list(EntityRange.all(EntityKind.SIGNING_KEY), max);
        Optional<SigningKey> current =
                keys.stream().filter(SigningKey::isCurrent).findFirst();
        if (current.isEmpty()
                || !current.get().id().equals(command.current())
                || state.find(EntityKey.of(command.next().id())).isPresent()) {
            return Decision.refuse(KeyConflict.KEY_CONFLICT);
        }
        List<EntityKey<?>> gone = keys.stream()
                .filter(key -> hasRetired(key, stamp.time()))
                .<EntityKey<?>>map(SigningKey::key)
                .toList();
        if (keys.size() - gone.size() >= max) {
            return Decision.refuse(new LimitReached(Limit.SIGNING_KEYS));
        }
        List<Entity> puts = new ArrayList<>();
        puts.add(current.get().retire(stamp.time().plus(command.overlap())));
        puts.add(fresh(command.next()));
        return Decision.accept(
                Effect.CHANGED, new SigningKeyRotated(command.next().id()), new Edits(gone, puts));
    }

    Decision decide(RewrapDataKey command) {
        Optional<DataKey> key = state.find(EntityKey.dataKey());
        if (key.isPresent() && key.get().master().equals(command.next())) {
            return Decision.keep(IdentityPart.KEYS);
        }
        if (key.isEmpty() || !key.get().master().equals(command.current())) {
            return Decision.refuse(KeyConflict.KEY_CONFLICT);
        }
        return Decision.accept(
                Effect.CHANGED,
                new DataKeyWrapped(command.next()),
                Edits.put(new DataKey(command.next(), command.dataKey())));
    }

    private SigningKey fresh(KeyPair pair) {
        return new SigningKey(pair.id(), pair.publicKey(), pair.privateKey(), stamp.time(), null);
    }

    private static boolean hasRetired(SigningKey key, Instant now) {
        Instant end = key.retires();
        return end != null && !now.isBefore(end);
    }
}
