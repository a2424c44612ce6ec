package io.cfguardian.app.identity.key;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.port.AccessTokenCodec;
import io.cfguardian.app.identity.port.PasswordHashing;
import io.cfguardian.app.identity.port.Sealing;
import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.command.IdentityCommand.Bootstrap;
import io.cfguardian.domain.command.IdentityCommand.RewrapDataKey;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.identity.DataKey;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.identity.Sealed;
import io.cfguardian.domain.key.UserId;
import java.util.Optional;

/** What the leader sees to when the cluster is new, or the operator has changed the master secret. */
public final class FirstStart {

    /** The first administrator's name in the history. */
    public static final UserId ADMINISTRATOR = new UserId("admin");

    private final NodeWrites writes;
    private final Replica replica;
    private final KeyRing ring;
    private final AccessTokenCodec codec;
    private final PasswordHashing hashing;
    private final Secrets secrets;

    public FirstStart(
            NodeWrites writes,
            Replica replica,
            KeyRing ring,
            AccessTokenCodec codec,
            PasswordHashing hashing,
            Secrets secrets) {
        this.writes = writes;
        this.replica = replica;
        this.ring = ring;
        this.codec = codec;
        this.hashing = hashing;
        this.secrets = secrets;
    }

    /** Whether the cluster, as this node knows it, still has no user. */
    public boolean isNew() {
        try (View view = replica.view()) {
            return view.head().counts().users() == 0;
        }
    }

    /**
     * Makes the first administrator, unless there is a user already.
     *
     * @return whether it did
     */
    public boolean createAdministrator(EmailAddress email, String password) {
        KeyRing.Fresh fresh = ring.wrap(secrets.random(Sealing.KEY_BYTES));
        PasswordHash hash = new PasswordHash(hashing.hash(password, fresh.keys().pepper()));
        return writes.run(new Bootstrap(
                        ADMINISTRATOR,
                        email,
                        hash,
                        fresh.master(),
                        fresh.wrapped(),
                        SigningKeys.newPair(codec, secrets, fresh.keys())))
                instanceof Committed;
    }

    /**
     * Puts the data key under the current master secret if it is under the previous one.
     *
     * @return whether it did
     */
    public boolean adoptMasterSecret() {
        Optional<DataKey> stored;
        try (View view = replica.view()) {
            stored = view.find(EntityKey.dataKey());
        }
        Optional<Sealed> next = stored.flatMap(ring::rewrapped);
        return next.isPresent()
                && writes.run(new RewrapDataKey(stored.get().master(), ring.master(), next.get())) instanceof Committed;
    }
}
