package io.cfguardian.app.write;

import io.cfguardian.app.replica.ReplicationFailure;

/** Hears how writes end. Called on the writer's thread; must return at once and throw nothing. */
public interface WriteMeter {

    /** Nobody listens. */
    WriteMeter NONE = new WriteMeter() {
        @Override
        public void ended(WriteResult result, long nanos) {}

        @Override
        public void failed(ReplicationFailure failure, long nanos) {}
    };

    /** There is a result, after so long. */
    void ended(WriteResult result, long nanos);

    /** The cluster did not answer. */
    void failed(ReplicationFailure failure, long nanos);
}
