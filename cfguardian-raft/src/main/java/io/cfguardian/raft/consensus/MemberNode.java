package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.rpc.RpcRequestClosure;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.InstallSnapshotRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.InstallSnapshotResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.ReadIndexRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.ReadIndexResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.RequestVoteRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.RequestVoteResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.TimeoutNowRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.TimeoutNowResponse;
import com.alipay.sofa.jraft.rpc.RpcResponseClosure;
import com.alipay.sofa.jraft.rpc.RpcResponseClosureAdapter;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import com.google.protobuf.Message;
import io.cfguardian.raft.consensus.MemberStatus.Vote;
import io.cfguardian.raft.consensus.Memory.Extent;
import io.cfguardian.raft.consensus.meta.CheckedMetaStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JRaft's node, which gets from others only what its {@link Probation} allows, does not stand for election before that is over, and
 * vouches for its leader when it asks it for a read index. Thread-safe.
 */
final class MemberNode extends NodeImpl implements Readmission.Candidate {

    private static final Logger LOG = LoggerFactory.getLogger(MemberNode.class);

    private static final String ON_PROBATION = "this member has begun without data and has not caught up";

    /** About the longest that JRaft can compute with; longer than any catching up. */
    private static final Duration NO_ELECTION = Duration.ofHours(5);

    private final Probation probation;
    private final int electionTimeoutMillis;
    private final CheckedMetaStorage promises;

    /** @param promises the node's own, which it opens */
    MemberNode(ConsensusSettings settings, Probation probation, CheckedMetaStorage promises) {
        super(settings.clusterId(), JraftOptions.peerOf(settings.self()));
        this.probation = probation;
        this.electionTimeoutMillis = Math.toIntExact(settings.electionTimeout().toMillis());
        this.promises = promises;
    }

    @Override
    public boolean init(NodeOptions options) {
        boolean initialised = super.init(options);
        if (initialised && !probation.isOver()) {
            // Not by the options: JRaft takes the times of a candidate and of a leader from there, once.
            resetElectionTimeoutMs((int) NO_ELECTION.toMillis());
        }
        return initialised;
    }

    @Override
    public boolean isEmpty() {
        return getLastLogIndex() == 0;
    }

    @Override
    public void endProbation() throws IOException {
        probation.end();
        resetElectionTimeoutMs(electionTimeoutMillis);
    }

    /**
     * What it remembers, for one that does not.
     *
     * @param leadership as this node sees it
     * @param members as this node knows them
     */
    Memory memory(Leadership leadership, List<MemberStatus> members) {
        Extent extent;
        if (isEmpty() && (probation.isOver() || probation.isAsking())) {
            extent = Extent.NOTHING;
        } else {
            extent = probation.isOver() ? Extent.ALL : Extent.PART;
        }
        List<MemberAddress> voters = members.stream()
                .filter(member -> member.vote() == Vote.VOTER)
                .map(MemberStatus::address)
                .toList();
        return new Memory(extent, Math.max(promises.promisedTerm(), leadership.term()), voters);
    }

    @Override
    public Message handlePreVoteRequest(RequestVoteRequest request) {
        return probation.isOver() ? super.handlePreVoteRequest(request) : refusedVote();
    }

    @Override
    public Message handleRequestVoteRequest(RequestVoteRequest request) {
        return probation.isOver() ? super.handleRequestVoteRequest(request) : refusedVote();
    }

    @Override
    public Message handleAppendEntriesRequest(AppendEntriesRequest request, RpcRequestClosure done) {
        if (!probation.follows(request.getTerm())) {
            return refused(AppendEntriesResponse.getDefaultInstance());
        }
        return super.handleAppendEntriesRequest(request, done);
    }

    @Override
    public Message handleInstallSnapshot(InstallSnapshotRequest request, RpcRequestClosure done) {
        if (!probation.follows(request.getTerm())) {
            return refused(InstallSnapshotResponse.getDefaultInstance());
        }
        return super.handleInstallSnapshot(request, done);
    }

    @Override
    public Message handleTimeoutNowRequest(TimeoutNowRequest request, RpcRequestClosure done) {
        return probation.isOver()
                ? super.handleTimeoutNowRequest(request, done)
                : refused(TimeoutNowResponse.getDefaultInstance());
    }

    /** Asks the leader in this node's name, or answers another member; at once if the two of them are enough, see {@link VouchedRead}. */
    @Override
    public void handleReadIndexRequest(ReadIndexRequest request, RpcResponseClosure<ReadIndexResponse> done) {
        if (VouchedRead.isOwn(request)) {
            // Who is on probation may have voted in a term that it does not know any more.
            super.handleReadIndexRequest(
                    probation.isOver() ? VouchedRead.vouch(request, promises.promisedTerm()) : request, done);
            return;
        }
        OptionalLong term = VouchedRead.termOf(request);
        if (term.isEmpty()) {
            super.handleReadIndexRequest(request, done);
            return;
        }
        super.handleReadIndexRequest(VouchedRead.atOnce(request), new RpcResponseClosureAdapter<ReadIndexResponse>() {
            @Override
            public void run(Status status) {
                if (status.isOk() && !isVouchedFor(request, term.getAsLong())) {
                    MemberNode.super.handleReadIndexRequest(request, done);
                    return;
                }
                done.setResponse(getResponse());
                done.run(status);
            }
        });
    }

    /** Called after the index was read, so that what is true here was true when it was read. */
    private boolean isVouchedFor(ReadIndexRequest request, long term) {
        return promises.promisedTerm() == term && VouchedRead.isByMajority(request, getServerId(), getCurrentConf());
    }

    /** Shuts down, and waits for that at most for {@code timeout}: JRaft waits for running snapshots without a limit. */
    void shutDown(Duration timeout) {
        Thread shutdown = Thread.ofPlatform()
                .daemon()
                .name("consensus-shutdown")
                .start(() -> {
                    try {
                        shutdown();
                        join();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException neverStarted) {
                        LOG.debug("shutting down a node that had not started", neverStarted);
                    }
                });
        try {
            if (!shutdown.join(timeout)) {
                LOG.warn("Raft has not shut down in time; leaving it behind");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Message refusedVote() {
        return RequestVoteResponse.newBuilder().setTerm(0).setGranted(false).build();
    }

    private static Message refused(Message answer) {
        return RpcFactoryHelper.responseFactory().newResponse(answer, RaftError.EBUSY, ON_PROBATION);
    }
}
