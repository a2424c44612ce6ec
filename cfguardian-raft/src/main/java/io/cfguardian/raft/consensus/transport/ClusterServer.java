package io.cfguardian.raft.consensus.transport;

import com.alipay.sofa.jraft.rpc.Connection;
import com.alipay.sofa.jraft.rpc.RaftServerService;
import com.alipay.sofa.jraft.rpc.RpcContext;
import com.alipay.sofa.jraft.rpc.RpcProcessor;
import com.alipay.sofa.jraft.rpc.RpcRequestClosure;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.rpc.impl.PingRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.AppendEntriesRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.GetFileRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.InstallSnapshotRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.ReadIndexRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.RequestVoteRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.TimeoutNowRequestProcessor;
import com.alipay.sofa.jraft.util.Endpoint;
import com.google.protobuf.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a member's server: the seven messages of Raft itself and {@link ClusterRequest}, and no message of JRaft's
 * administration, which would let whoever reaches the port change the membership.
 */
public final class ClusterServer {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterServer.class);

    private ClusterServer() {}

    /**
     * Makes a server, which is started by its {@code init}.
     *
     * @param security how its channels are secured
     * @param raftExecutor for Raft's messages
     * @param requestExecutor for cluster requests, which must not wait behind Raft's or delay them
     * @param leader told of what the leader sends
     * @param requests answers cluster requests without blocking; its future must complete and not fail
     */
    public static RpcServer create(
            Endpoint address,
            ChannelSecurity security,
            Executor raftExecutor,
            Executor requestExecutor,
            LeaderListener leader,
            Function<ClusterRequest, CompletableFuture<ClusterResponse>> requests) {
        RpcServer server = ClusterRpcFactory.server(address, security);
        AppendEntriesRequestProcessor appendEntries = new ObservedAppendEntries(raftExecutor, leader);
        server.registerConnectionClosedEventListener(appendEntries);
        server.registerProcessor(appendEntries);
        server.registerProcessor(new GetFileRequestProcessor(raftExecutor));
        server.registerProcessor(new InstallSnapshotRequestProcessor(raftExecutor));
        server.registerProcessor(new RequestVoteRequestProcessor(raftExecutor));
        server.registerProcessor(new PingRequestProcessor(raftExecutor));
        server.registerProcessor(new TimeoutNowRequestProcessor(raftExecutor));
        server.registerProcessor(new ReadIndexRequestProcessor(raftExecutor));
        server.registerProcessor(new ClusterRequestProcessor(requestExecutor, requests));
        return server;
    }

    private static final class ObservedAppendEntries extends AppendEntriesRequestProcessor {

        /** Of a channel: who has sent entries by it. */
        private static final String SENDER = "cfguardian-sender";

        private final LeaderListener leader;

        ObservedAppendEntries(Executor executor, LeaderListener leader) {
            super(executor);
            this.leader = leader;
        }

        @Override
        public Message processRequest0(
                RaftServerService service, AppendEntriesRequest request, RpcRequestClosure done) {
            String member = request.getServerId();
            leader.heard(member, System.nanoTime(), request.getCommittedIndex());
            Connection channel = done.getRpcCtx().getConnection();
            if (channel.getAttribute(SENDER) == null) {
                channel.setAttribute(SENDER, member);
            }
            return super.processRequest0(service, request, done);
        }

        @Override
        public void onClosed(String address, Connection channel) {
            super.onClosed(address, channel);
            if (channel.getAttribute(SENDER) instanceof String member) {
                leader.closed(member);
            }
        }
    }

    private record ClusterRequestProcessor(
            Executor executor, Function<ClusterRequest, CompletableFuture<ClusterResponse>> requests)
            implements RpcProcessor<ClusterRequest> {

        @Override
        public void handleRequest(RpcContext context, ClusterRequest request) {
            try {
                var unused = requests.apply(request).whenComplete((response, impossible) -> {
                    if (response != null) {
                        context.sendResponse(response);
                    }
                });
            } catch (RuntimeException bug) {
                // no answer is an unknown outcome for the sender, which is what it is
                LOG.error("answering {} failed", request, bug);
            }
        }

        @Override
        public String interest() {
            return ClusterRequest.class.getName();
        }
    }
}
