package io.cfguardian.app.identity.key;

import io.cfguardian.app.identity.key.SecretsUnavailable.Reason;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import java.time.Duration;

/** The cluster's keys, as a use case wants them that needs nothing else of the state. Used by many threads. */
public final class ClusterKeys {

    private final Replica replica;
    private final KeyRing ring;
    private final Duration timeout;

    /** @param timeout the longest time that becoming up to date may take */
    public ClusterKeys(Replica replica, KeyRing ring, Duration timeout) {
        this.replica = replica;
        this.ring = ring;
        this.timeout = timeout;
    }

    /**
     * The keys. Blocks the calling (virtual) thread when this node has heard of none: the cluster may have begun meanwhile.
     *
     * @throws SecretsUnavailable when there are none yet, or they are sealed with another master secret
     * @throws io.cfguardian.app.replica.ReplicationFailure when the cluster cannot be asked
     */
    public KeyRing.Keys now() {
        try {
            return known();
        } catch (SecretsUnavailable e) {
            if (e.reason() != Reason.NOT_BEGUN) {
                throw e;
            }
        }
        replica.awaitLinearizable(timeout);
        return known();
    }

    private KeyRing.Keys known() {
        try (View view = replica.view()) {
            return ring.keys(view);
        }
    }
}
