package io.cfguardian.raft.consensus.transport;

import com.alipay.sofa.jraft.error.RemotingException;
import io.cfguardian.tls.MemberFiles;
import io.cfguardian.tls.MemberKey;
import io.cfguardian.tls.Reloading;
import io.cfguardian.tls.UnusableKeyException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslHandler;
import java.nio.channels.ClosedChannelException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Connections between members that have proved to each other, by certificates, that they are of one cluster. New files are taken
 * for new connections; open ones are looked at again with every look at the files, and closed when their other side would be refused by now.
 * Thread-safe.
 */
public final class EncryptedChannels implements ChannelSecurity {

    /** A connection that has proved nothing costs some 50 KiB. */
    static final int HALF_OPEN_MAX = 256;

    private static final int HANDSHAKE_THREADS = 2;

    private final HalfOpen halfOpen = new HalfOpen(HALF_OPEN_MAX);
    private final Refusal refusal = new Refusal();
    private final ConcurrentMap<Channel, Peer> peers = new ConcurrentHashMap<>();
    private final ExecutorService handshakes;
    private final Reloading<MemberKey> key;
    private volatile TlsContexts contexts;

    private EncryptedChannels(String cluster, String host, int port, MemberFiles files, Duration lookEvery)
            throws UnusableKeyException {
        this.key = new Reloading<>("certificate for nodes", files, lookEvery, new Reloading.Taker<>() {
            @Override
            public void take(MemberKey taken) throws UnusableKeyException {
                contexts = rehearsed(cluster, host, port, taken);
            }

            @Override
            public void looked() {
                recheck();
            }
        });
        try {
            this.contexts = rehearsed(cluster, host, port, key.current());
        } catch (UnusableKeyException unusable) {
            key.close();
            throw unusable;
        }
        this.handshakes = Executors.newFixedThreadPool(
                HANDSHAKE_THREADS,
                Thread.ofPlatform().daemon().name("cluster-handshake-", 0).factory());
    }

    /** Which side of a connection is looked at. */
    private enum Side {
        /** It connected to us. */
        CLIENT,
        /** We connected to it. */
        SERVER
    }

    // never compared: what a channel's other side has shown
    @SuppressWarnings("ArrayRecordComponent")
    private record Peer(Side side, X509Certificate[] chain) {}

    /**
     * Reads the files and makes sure that other members would take them.
     *
     * @param cluster which certificates have to name
     * @param host by which other members reach this one
     * @param lookEvery between two looks at the files and at the certificates of open connections
     * @throws UnusableKeyException when the files make no sense, or other members would refuse this one
     */
    public static EncryptedChannels open(String cluster, String host, int port, MemberFiles files, Duration lookEvery)
            throws UnusableKeyException {
        return new EncryptedChannels(cluster, host, port, files, lookEvery);
    }

    private static TlsContexts rehearsed(String cluster, String host, int port, MemberKey key)
            throws UnusableKeyException {
        TlsContexts made = TlsContexts.of(cluster, key);
        made.rehearse(host, port);
        return made;
    }

    @Override
    public List<ChannelHandler> frontOfServer() {
        return List.of(
                contexts.acceptor(handshakes), new Proof(new Accepted()), new FrameLimit(FrameLimit.FRAME_BYTES_MAX));
    }

    @Override
    public List<ChannelHandler> frontOfClient() {
        return List.of(
                new ClientTls(address -> contexts.opener(address.getHostString(), address.getPort(), handshakes)),
                new Proof(new Opened()),
                new FrameLimit(FrameLimit.FRAME_BYTES_MAX));
    }

    @Override
    public void awaitProof(Channel channel, int millisMax) throws RemotingException, InterruptedException {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null || !tls.handshakeFuture().await(millisMax)) {
            throw new RemotingException("the other side has not proved who it is in " + millisMax + " ms");
        }
        if (!tls.handshakeFuture().isSuccess()) {
            throw new RemotingException(
                    "no connection: " + Refusal.reason(tls.handshakeFuture().cause()));
        }
    }

    @Override
    public Optional<Instant> certificateEnd() {
        return Optional.of(key.current().notAfter());
    }

    /** Connections that have proved nothing. */
    int halfOpen() {
        return halfOpen.count();
    }

    /** How many times new files were taken. */
    long reloads() {
        return key.reloads();
    }

    private void remember(Channel channel, Side side) {
        try {
            Certificate[] shown = channel.pipeline()
                    .get(SslHandler.class)
                    .engine()
                    .getSession()
                    .getPeerCertificates();
            X509Certificate[] chain = Arrays.copyOf(shown, shown.length, X509Certificate[].class);
            // a resumed session shows what was believed some time ago
            check(side, chain);
            peers.put(channel, new Peer(side, chain));
            channel.closeFuture().addListener(closed -> peers.remove(channel));
        } catch (CertificateException | SSLPeerUnverifiedException stranger) {
            refusal.tell("closed a connection with", channel.remoteAddress(), stranger);
            var unused = channel.close();
        }
    }

    private void check(Side side, X509Certificate[] chain) throws CertificateException {
        switch (side) {
            case CLIENT -> contexts.trust().recheckClient(chain);
            case SERVER -> contexts.trust().recheckServer(chain);
        }
    }

    private void recheck() {
        peers.forEach((channel, peer) -> {
            try {
                check(peer.side(), peer.chain());
            } catch (CertificateException notAnyMore) {
                refusal.tell("closed a connection with", channel.remoteAddress(), notAnyMore);
                var unused = channel.close();
            }
        });
    }

    @Override
    public void close() {
        key.close();
        handshakes.shutdown();
    }

    private final class Accepted implements Proof.Listener {
        @Override
        public void begun(Channel channel) {
            halfOpen.add(channel);
            channel.closeFuture().addListener(closed -> halfOpen.remove(channel));
        }

        @Override
        public void proven(Channel channel) {
            halfOpen.remove(channel);
            remember(channel, Side.CLIENT);
        }

        @Override
        public void refused(Channel channel, Throwable cause) {
            if (!(cause instanceof ClosedChannelException)) {
                refusal.tell("refused a connection from", channel.remoteAddress(), cause);
            }
        }
    }

    private final class Opened implements Proof.Listener {
        @Override
        public void begun(Channel channel) {}

        @Override
        public void proven(Channel channel) {
            remember(channel, Side.SERVER);
        }

        @Override
        public void refused(Channel channel, Throwable cause) {
            refusal.tell("no connection to", channel.remoteAddress(), cause);
        }
    }
}
