package io.cfguardian.raft.consensus.transport;

import com.alipay.remoting.Connection;
import com.alipay.remoting.config.BoltClientOption;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.InvokeContext;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import com.alipay.sofa.jraft.rpc.impl.BoltRpcClient;
import com.alipay.sofa.jraft.util.Endpoint;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A client that notes per member when it was asked and when it answered. JRaft's own figures need its locks, and do not show a
 * replicator that has silently stopped to ask (sofa-jraft #1271, #1274). Thread-safe.
 */
public final class ObservedRpcClient extends BoltRpcClient {

    private final ConcurrentMap<String, Contact> contacts = new ConcurrentHashMap<>();

    private @Nullable ChannelSecurity security;

    ObservedRpcClient(com.alipay.remoting.rpc.RpcClient bolt) {
        super(bolt);
    }

    /** @throws IllegalStateException if the options do not say how to secure its channels */
    @Override
    public boolean init(RpcOptions options) {
        if (!(options instanceof SecuredOptions secured)) {
            throw new IllegalStateException("a client has to be told how its channels are secured");
        }
        security = secured.security();
        getRpcClient()
                .option(
                        BoltClientOption.EXTENDED_NETTY_CHANNEL_HANDLER,
                        new ClusterRpcFactory.Front(secured.security()::frontOfClient));
        return super.init(options);
    }

    /** The contact with a member, by its {@code host:port}. */
    public Optional<Contact> contact(String member) {
        return Optional.ofNullable(contacts.get(member));
    }

    /**
     * Opens a connection if there is none, and waits until the other side has proved who it is; unlike a request, this gives up after
     * its own, shorter time.
     */
    void connect(Endpoint endpoint, int connectMillisMax) throws RemotingException, InterruptedException {
        ChannelSecurity told = security;
        if (told == null) {
            throw new IllegalStateException("connecting before init");
        }
        try {
            @Nullable Connection connection = getRpcClient().getConnection(endpoint.toString(), connectMillisMax);
            if (connection == null) {
                throw new RemotingException("no connection to " + endpoint);
            }
            told.awaitProof(connection.getChannel(), connectMillisMax);
        } catch (com.alipay.remoting.exception.RemotingException failed) {
            throw new RemotingException(failed);
        }
    }

    @Override
    public @Nullable Object invokeSync(
            Endpoint endpoint, Object request, @Nullable InvokeContext context, long timeoutMillis)
            throws InterruptedException, RemotingException {
        String member = asked(endpoint);
        Object answer = super.invokeSync(endpoint, request, context, timeoutMillis);
        heard(member, answer);
        return answer;
    }

    @Override
    public void invokeAsync(
            Endpoint endpoint,
            Object request,
            @Nullable InvokeContext context,
            InvokeCallback callback,
            long timeoutMillis)
            throws InterruptedException, RemotingException {
        String member = asked(endpoint);
        super.invokeAsync(endpoint, request, context, new Observed(member, callback), timeoutMillis);
    }

    /**
     * JRaft asks this before it sends, and sends nothing to a member that it cannot connect to. That too is an attempt to speak to it:
     * without it a leader would seem to have abandoned every member that is down.
     */
    @Override
    public boolean checkConnection(Endpoint endpoint, boolean createIfAbsent) {
        if (createIfAbsent) {
            asked(endpoint);
        }
        return super.checkConnection(endpoint, createIfAbsent);
    }

    private String asked(Endpoint endpoint) {
        String member = endpoint.toString();
        long now = System.nanoTime();
        contacts.merge(member, Contact.firstAsked(now), (contact, first) -> contact.asked(now));
        return member;
    }

    private void heard(String member, @Nullable Object answer) {
        long now = System.nanoTime();
        long told = answer instanceof AppendEntriesResponse response && response.hasLastLogIndex()
                ? response.getLastLogIndex()
                : Contact.NO_INDEX;
        contacts.computeIfPresent(member, (key, contact) -> contact.heard(now, told));
    }

    private final class Observed implements InvokeCallback {
        private final String member;
        private final InvokeCallback callback;

        Observed(String member, InvokeCallback callback) {
            this.member = member;
            this.callback = callback;
        }

        @Override
        public void complete(@Nullable Object result, @Nullable Throwable failure) {
            if (failure == null) {
                heard(member, result);
            }
            callback.complete(result, failure);
        }

        @Override
        public @Nullable Executor executor() {
            return callback.executor();
        }
    }
}
