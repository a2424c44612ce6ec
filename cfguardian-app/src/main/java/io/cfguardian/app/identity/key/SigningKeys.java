package io.cfguardian.app.identity.key;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.key.SecretsUnavailable.Reason;
import io.cfguardian.app.identity.port.AccessTokenCodec;
import io.cfguardian.app.identity.port.AccessTokenCodec.PublicKey;
import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.Writes;
import io.cfguardian.app.write.Writes.Ready;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.IdentityCommand.KeyPair;
import io.cfguardian.domain.command.IdentityCommand.RotateSigningKey;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.SigningKey;
import io.cfguardian.domain.key.SigningKeyId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The keys that sign access tokens. Used by many threads. */
public final class SigningKeys {

    private static final int ID_BYTES = 8;

    private final Writes writes;
    private final Replica replica;
    private final KeyRing ring;
    private final AccessTokenCodec codec;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Duration overlap;

    /** @param overlap how long a token that was signed last may still be presented */
    public SigningKeys(
            Writes writes,
            Replica replica,
            KeyRing ring,
            AccessTokenCodec codec,
            Secrets secrets,
            InstantSource clock,
            Duration overlap) {
        this.writes = writes;
        this.replica = replica;
        this.ring = ring;
        this.codec = codec;
        this.secrets = secrets;
        this.clock = clock;
        this.overlap = overlap;
    }

    /** A new key pair, sealed with {@code keys}. */
    static KeyPair newPair(AccessTokenCodec codec, Secrets secrets, KeyRing.Keys keys) {
        AccessTokenCodec.KeyPair pair = codec.newKeyPair();
        SigningKeyId id = new SigningKeyId("k" + secrets.random(ID_BYTES).hex());
        return new KeyPair(id, pair.publicKey(), keys.seal(KeyRing.purpose(id), pair.privateKey()));
    }

    /** Has another key sign; the one before goes on to verify until its tokens are gone. */
    public WriteResult rotate(WriteRequest request) {
        return writes.run(request, null, view -> {
            SigningKey current = KeyRing.all(view).stream()
                    .filter(SigningKey::isCurrent)
                    .findFirst()
                    .orElseThrow(() -> new SecretsUnavailable(Reason.NOT_BEGUN, "the cluster has no signing key yet"));
            return new Ready(new RotateSigningKey(current.id(), newPair(codec, secrets, ring.keys(view)), overlap));
        });
    }

    /**
     * Has another key sign when the one that signs is older than {@code age}.
     *
     * @return whether it did
     */
    public boolean rotateIfOlder(Duration age) {
        boolean due;
        try (View view = replica.view()) {
            due = KeyRing.all(view).stream()
                    .filter(SigningKey::isCurrent)
                    .anyMatch(key -> key.created().plus(age).isBefore(clock.instant()));
        }
        return due
                && rotate(NodeWrites.request(Actor.Node.SYSTEM, null, secrets))
                        instanceof WriteResult.Decided(var answer)
                && answer.outcome() instanceof Committed;
    }

    /** The public keys that verify now, as a JSON Web Key Set. */
    public Bytes keySet() {
        try (View view = replica.view()) {
            List<PublicKey> keys = KeyRing.all(view).stream()
                    .filter(key -> KeyRing.isTrusted(key, clock.instant()))
                    .map(key -> new PublicKey(key.id().value(), key.publicKey()))
                    .toList();
            return codec.keySet(keys);
        }
    }
}
