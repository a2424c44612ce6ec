package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.rpc.RpcRequestClosure;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.InstallSnapshotRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.InstallSnapshotResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.RequestVoteRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.RequestVoteResponse;
import com.alipay.sofa.jraft.rpc.RpcRequests.TimeoutNowRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.TimeoutNowResponse;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import com.google.protobuf.Message;
import java.util.concurrent.atomic.AtomicLong;

/** JRaft's node, which gets from others only what its {@link Probation} allows, and knows the terms that it took part in. */
final class MemberNode extends NodeImpl {

    private static final String ON_PROBATION = "this member has begun without data and has not caught up";

    private final Probation probation;
    private final AtomicLong term;

    /** @param term that is on disk */
    MemberNode(String group, PeerId self, Probation probation, long term) {
        super(group, self);
        this.probation = probation;
        this.term = new AtomicLong(term);
    }

    /** The highest in which it has followed or voted. */
    long term() {
        return term.get();
    }

    @Override
    public Message handlePreVoteRequest(RequestVoteRequest request) {
        return probation.isOver() ? super.handlePreVoteRequest(request) : refusedVote();
    }

    @Override
    public Message handleRequestVoteRequest(RequestVoteRequest request) {
        if (!probation.isOver()) {
            return refusedVote();
        }
        Message answer = super.handleRequestVoteRequest(request);
        if (answer instanceof RequestVoteResponse vote && vote.getGranted()) {
            took(request.getTerm());
        }
        return answer;
    }

    @Override
    public Message handleAppendEntriesRequest(AppendEntriesRequest request, RpcRequestClosure done) {
        if (!probation.follows(request.getTerm())) {
            return refused(AppendEntriesResponse.getDefaultInstance());
        }
        took(request.getTerm());
        return super.handleAppendEntriesRequest(request, done);
    }

    @Override
    public Message handleInstallSnapshot(InstallSnapshotRequest request, RpcRequestClosure done) {
        if (!probation.follows(request.getTerm())) {
            return refused(InstallSnapshotResponse.getDefaultInstance());
        }
        took(request.getTerm());
        return super.handleInstallSnapshot(request, done);
    }

    @Override
    public Message handleTimeoutNowRequest(TimeoutNowRequest request, RpcRequestClosure done) {
        return probation.isOver()
                ? super.handleTimeoutNowRequest(request, done)
                : refused(TimeoutNowResponse.getDefaultInstance());
    }

    private void took(long part) {
        term.accumulateAndGet(part, Math::max);
    }

    private static Message refusedVote() {
        return RequestVoteResponse.newBuilder().setTerm(0).setGranted(false).build();
    }

    private static Message refused(Message answer) {
        return RpcFactoryHelper.responseFactory().newResponse(answer, RaftError.EBUSY, ON_PROBATION);
    }
}
