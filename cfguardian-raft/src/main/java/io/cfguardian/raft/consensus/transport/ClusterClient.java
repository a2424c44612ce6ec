package io.cfguardian.raft.consensus.transport;

import com.alipay.remoting.rpc.exception.InvokeServerBusyException;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Sends {@link ClusterRequest}s to other members. Thread-safe. */
public final class ClusterClient implements AutoCloseable {

    private final ObservedRpcClient client;
    private final int connectMillisMax;
    private final Executor completions;

    /**
     * @param security how its channels are secured
     * @param connectMillisMax how long opening a connection may take, and how long its proof
     * @param completions where answers are completed
     */
    public ClusterClient(ChannelSecurity security, int connectMillisMax, Executor completions) {
        this.connectMillisMax = connectMillisMax;
        this.completions = completions;
        this.client = (ObservedRpcClient) RpcFactoryHelper.rpcFactory().createRpcClient();
        client.init(new SecuredOptions.OfClient(security));
    }

    /**
     * Sends a request. Blocks while a connection is opened. The future completes with the answer or what is known instead, never
     * exceptionally; but Bolt drops an answer that it cannot decode, so the caller needs a deadline of its own.
     */
    public CompletableFuture<Reply> send(Endpoint to, ClusterRequest request) {
        try {
            client.connect(to, connectMillisMax);
        } catch (RemotingException unreachable) {
            return CompletableFuture.completedFuture(new Reply.NotSent());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return CompletableFuture.completedFuture(new Reply.NotSent());
        }
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        try {
            client.invokeAsync(
                    to,
                    request,
                    null,
                    new InvokeCallback() {
                        @Override
                        public void complete(@Nullable Object result, @Nullable Throwable failure) {
                            reply.complete(replyOf(result, failure));
                        }

                        @Override
                        public Executor executor() {
                            return completions;
                        }
                    },
                    Math.max(1, request.millisLeft()));
        } catch (RemotingException notSent) {
            // Bolt throws only before it writes: no connection, or one that does not take more; later failures go to
            // the callback
            return CompletableFuture.completedFuture(new Reply.NotSent());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return CompletableFuture.completedFuture(new Reply.NotSent());
        }
        return reply;
    }

    private static Reply replyOf(@Nullable Object result, @Nullable Throwable failure) {
        if (result instanceof ClusterResponse response) {
            return new Reply.Received(response);
        }
        if (failure instanceof InvokeServerBusyException) {
            // the other side refused the message before it looked into it
            return new Reply.NotSent();
        }
        return new Reply.Lost(
                failure == null
                        ? "an answer of another kind"
                        : failure.getClass().getSimpleName());
    }

    @Override
    public void close() {
        client.shutdown();
    }

    /** What came of sending a request. */
    public sealed interface Reply {
        /** The other member answered. */
        record Received(ClusterResponse response) implements Reply {}

        /** The other member has certainly not seen the request. */
        record NotSent() implements Reply {}

        /**
         * The request was sent, or partly sent, and no answer came.
         *
         * @param reason for people
         */
        record Lost(String reason) implements Reply {}
    }
}
