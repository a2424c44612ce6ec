package io.cfguardian.raft.store;

/** Told when a read finds that the store cannot be trusted, before the reader is. */
@FunctionalInterface
public interface StoreFailureListener {

    /** Called on the reader's thread, perhaps many times. Must not block and must not close the store. */
    void onFailure(StoreFailure failure);
}
