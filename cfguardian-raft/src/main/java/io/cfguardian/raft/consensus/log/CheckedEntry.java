package io.cfguardian.raft.consensus.log;

import com.alipay.sofa.jraft.entity.LogEntry;

/**
 * An entry whose checksum was right as it was read, or made as it was written. JRaft compares the checksum of all of an entry again
 * each time it wants to know its term, which is several times in each round of read index and each heartbeat.
 */
final class CheckedEntry extends LogEntry {

    CheckedEntry(LogEntry checked) {
        super(checked.getType());
        setId(checked.getId());
        setPeers(checked.getPeers());
        setOldPeers(checked.getOldPeers());
        setLearners(checked.getLearners());
        setOldLearners(checked.getOldLearners());
        setData(checked.getData());
        if (checked.hasChecksum()) {
            setChecksum(checked.getChecksum());
        }
    }

    @Override
    public boolean isCorrupted() {
        return false;
    }
}
