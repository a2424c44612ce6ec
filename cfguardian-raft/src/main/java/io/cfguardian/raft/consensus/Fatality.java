package io.cfguardian.raft.consensus;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the node has failed for good. The first failure counts; what follows from it is only logged. Thread-safe. */
final class Fatality {

    private static final Logger LOG = LoggerFactory.getLogger(Fatality.class);

    private final FatalListener listener;
    private final Runnable refuseEverything;
    private final AtomicReference<@Nullable FatalFailure> failure = new AtomicReference<>();

    /** @param refuseEverything run once, before the listener is told */
    Fatality(FatalListener listener, Runnable refuseEverything) {
        this.listener = listener;
        this.refuseEverything = refuseEverything;
    }

    Optional<FatalFailure> failure() {
        return Optional.ofNullable(failure.get());
    }

    void fail(long index, long term, String reason, @Nullable Throwable cause) {
        FatalFailure found = new FatalFailure(index, term, reason, Optional.ofNullable(cause));
        if (!failure.compareAndSet(null, found)) {
            LOG.warn("after the node failed: index {} term {}: {}", index, term, reason);
            return;
        }
        LOG.error("this node has failed and refuses everything: index {} term {}: {}", index, term, reason, cause);
        try {
            refuseEverything.run();
            listener.onFatal(found);
        } catch (RuntimeException bug) {
            LOG.error("telling of the failure failed", bug);
        }
    }
}
