package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.StateMachine;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.DefaultJRaftServiceFactory;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.codec.LogEntryCodecFactory;
import com.alipay.sofa.jraft.option.ApplyTaskMode;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.option.ReadOnlyOption;
import com.alipay.sofa.jraft.storage.LogStorage;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import com.alipay.sofa.jraft.storage.SnapshotStorage;
import com.alipay.sofa.jraft.storage.snapshot.ThroughputSnapshotThrottle;
import io.cfguardian.raft.consensus.log.CheckedEntryCodec;
import io.cfguardian.raft.consensus.log.CheckedLogStorage;
import io.cfguardian.raft.consensus.meta.CheckedMetaStorage;
import io.cfguardian.raft.consensus.snapshot.StateSnapshotStorage;
import io.cfguardian.raft.consensus.transport.ChannelSecurity;
import io.cfguardian.raft.consensus.transport.SecuredOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * JRaft's options for a node. Always built fresh: the copy methods of JRaft's option classes drop some of what was set.
 */
final class JraftOptions {

    static final Duration CONNECT_TIMEOUT = Duration.ofMillis(300);

    private static final int MIB = 1 << 20;

    private JraftOptions() {}

    static PeerId peerOf(MemberAddress address) {
        return new PeerId(address.host(), address.port());
    }

    static MemberAddress addressOf(PeerId peer) {
        return new MemberAddress(peer.getIp(), peer.getPort());
    }

    static NodeOptions nodeOptions(
            ConsensusSettings settings,
            DataDirectory directory,
            CheckedMetaStorage promises,
            StateMachine stateMachine,
            ChannelSecurity security) {
        NodeOptions options = new SecuredOptions.OfNode(security);
        options.setFsm(stateMachine);
        options.setInitialConf(new Configuration(
                settings.initialMembers().stream().map(JraftOptions::peerOf).toList()));
        options.setLogUri(directory.log().toString());
        options.setRaftMetaUri(directory.meta().toString());
        options.setSnapshotUri(directory.snapshots().toString());
        options.setServiceFactory(new CheckedStorage(directory, promises));

        options.setElectionTimeoutMs(Math.toIntExact(settings.electionTimeout().toMillis()));
        options.setSnapshotIntervalSecs(
                Math.toIntExact(settings.snapshots().interval().toSeconds()));
        // a margin would also refuse the snapshots asked for by hand and by size
        options.setSnapshotLogIndexMargin(0);
        options.setFilterBeforeCopyRemote(true);
        // One cycle a second: who is refused in a cycle waits for a second, so ten of them would let a tenth through.
        options.setSnapshotThrottle(
                new ThroughputSnapshotThrottle(settings.snapshots().copyBytesPerSecond(), 1));
        options.setDisableCli(true);
        options.setApplyTaskMode(ApplyTaskMode.NonBlocking);
        options.setEnableMetrics(false);

        options.setSharedTimerPool(true);
        options.setTimerPoolSize(4);
        options.setSharedElectionTimer(true);
        options.setSharedVoteTimer(true);
        options.setSharedStepDownTimer(true);
        options.setSharedSnapshotTimer(true);
        options.setCliRpcThreadPoolSize(1);
        options.setRaftRpcThreadPoolSize(8);
        options.setRpcProcessorThreadPoolSize(12);

        // connects happen under JRaft's write lock: a silent host must not hold it for an election timeout
        options.setRpcConnectTimeoutMs((int) CONNECT_TIMEOUT.toMillis());
        options.setRpcDefaultTimeout(1_000);
        options.setRpcInstallSnapshotTimeout((int) Duration.ofMinutes(15).toMillis());
        options.setRaftOptions(raftOptions());
        return options;
    }

    private static RaftOptions raftOptions() {
        RaftOptions options = new RaftOptions();
        options.setSync(true);
        options.setSyncMeta(true);
        options.setEnableLogEntryChecksum(true);
        options.setOpenStatistics(false);
        options.setReadOnlyOptions(ReadOnlyOption.ReadOnlySafe);
        options.setStepDownWhenVoteTimedout(true);
        // bytes per fsync
        options.setMaxAppendBufferSize(2 * MIB);
        options.setApplyBatch(128);
        options.setMaxEntriesSize(1_024);
        options.setMaxBodySize(MIB);
        options.setReplicatorPipeline(true);
        options.setMaxReplicatorInflightMsgs(64);
        // an entry holds many commands, so the rings need not be long
        options.setDisruptorBufferSize(8_192);
        options.setMaxLogsInMemoryBytes(128L * MIB);
        options.setMaxByteCountPerRpc(JvmProperties.SNAPSHOT_PART_BYTES);
        options.setMaxElectionDelayMs(500);
        options.setElectionHeartbeatFactor(10);
        return options;
    }

    /** The storages that refuse damage, in place of JRaft's own. */
    private static final class CheckedStorage extends DefaultJRaftServiceFactory {
        private final DataDirectory directory;
        private final CheckedMetaStorage promises;

        CheckedStorage(DataDirectory directory, CheckedMetaStorage promises) {
            this.directory = directory;
            this.promises = promises;
        }

        @Override
        public LogStorage createLogStorage(String uri, RaftOptions options) {
            return new CheckedLogStorage(uri, options, () -> {
                try {
                    return directory.newestSnapshot();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        @Override
        public RaftMetaStorage createRaftMetaStorage(String uri, RaftOptions options) {
            return promises;
        }

        @Override
        public SnapshotStorage createSnapshotStorage(NodeOptions options) {
            return new StateSnapshotStorage(options.getSnapshotUri(), options.getRaftOptions());
        }

        @Override
        public LogEntryCodecFactory createLogEntryCodecFactory() {
            return new CheckedEntryCodec();
        }
    }
}
