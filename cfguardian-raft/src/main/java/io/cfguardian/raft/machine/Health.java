package io.cfguardian.raft.machine;

import io.cfguardian.raft.consensus.FatalFailure;
import io.cfguardian.raft.consensus.FatalListener;
import io.cfguardian.raft.store.StoreFailure;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the node can still be trusted. The first failure counts and is told once. Thread-safe. */
final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final FatalListener listener;
    private final AtomicReference<@Nullable FatalFailure> failure = new AtomicReference<>();

    Health(FatalListener listener) {
        this.listener = listener;
    }

    Optional<FatalFailure> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** The log cannot be applied or kept. */
    void failed(FatalFailure found) {
        if (failure.compareAndSet(null, found)) {
            listener.onFatal(found);
        }
    }

    /** A reader found the store broken. */
    void failed(StoreFailure found) {
        switch (found) {
            case StoreFailure.Closed ignored -> {}
            case StoreFailure.Corrupt corrupt -> storeFailed(corrupt);
            case StoreFailure.InUse inUse -> storeFailed(inUse);
            case StoreFailure.Disk disk -> storeFailed(disk);
            case StoreFailure.UnknownFormat unknown -> storeFailed(unknown);
        }
    }

    private void storeFailed(StoreFailure found) {
        LOG.error("the store cannot be trusted any more", found);
        failed(new FatalFailure(0, 0, String.valueOf(found.getMessage()), Optional.of(found)));
    }
}
