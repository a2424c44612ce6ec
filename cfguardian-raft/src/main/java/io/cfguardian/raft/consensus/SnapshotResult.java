package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.Status;
import java.util.Objects;

/** What became of a snapshot that was asked for. */
public sealed interface SnapshotResult {

    /** A snapshot was saved, or the last one is still up to date. */
    record Saved() implements SnapshotResult {}

    /**
     * None was saved; what there was before remains.
     *
     * @param reason for people
     */
    record NotSaved(String reason) implements SnapshotResult {
        public NotSaved {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** What JRaft says of it. */
    static SnapshotResult of(Status status) {
        return status.isOk() ? new Saved() : new NotSaved(status.getErrorMsg());
    }
}
