package io.cfguardian.raft.consensus.snapshot;

import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotCopier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a leader's snapshot. One that fails is tried again by the leader, whatever it failed at. JRaft would stop the member for good
 * after an error of the disk; and when the copy could not be finished, it would load the last snapshot in its place, as if that
 * were the leader's.
 */
final class SnapshotCopy extends LocalSnapshotCopier {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotCopy.class);

    /** How late the leader hears of a failure: it tries again at once, and a disk that is full now is so in a moment too. */
    private static final long FAILED_SECONDS = 1;

    private final StateSnapshotStorage storage;
    private final long lastBefore;

    SnapshotCopy(StateSnapshotStorage storage) {
        this.storage = storage;
        this.lastBefore = storage.getLastSnapshotIndex();
        setStorage(storage);
    }

    @Override
    public void setError(RaftError error, String format, Object... arguments) {
        super.setError(retried(error), format, arguments);
    }

    @Override
    public void setError(int code, String format, Object... arguments) {
        super.setError(retried(RaftError.forNumber(code)).getNumber(), format, arguments);
    }

    private static RaftError retried(RaftError error) {
        return error == RaftError.EIO ? RaftError.ECANCELED : error;
    }

    @Override
    public void join() throws InterruptedException {
        super.join();
        if (getReader() == null) {
            LOG.warn("the leader's snapshot was not copied, it will be tried again: {}", getErrorMsg());
            TimeUnit.SECONDS.sleep(FAILED_SECONDS);
        }
    }

    /** The snapshot that was copied; null when there is none. */
    @Override
    public @Nullable SnapshotReader getReader() {
        return storage.getLastSnapshotIndex() > lastBefore ? super.getReader() : null;
    }
}
