package io.cfguardian.raft.consensus.transport;

import io.cfguardian.tls.MemberKey;
import io.cfguardian.tls.UnusableKeyException;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.ImmediateExecutor;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 under one key, with a certificate asked of both sides.
 *
 * @param server for connections that are accepted
 * @param client for connections that are opened
 * @param trust whom both believe
 */
record TlsContexts(SslContext server, SslContext client, MemberTrust trust) {

    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);

    private static final String VERSION = "TLSv1.3";

    /** Elliptic curves alone: an exchange in a finite field costs the server much and the client nothing (CVE-2002-20001). */
    private static final String[] GROUPS = {"x25519", "secp256r1", "secp384r1"};

    /** @throws UnusableKeyException when nothing can be spoken with the key */
    static TlsContexts of(String cluster, MemberKey member) throws UnusableKeyException {
        X509Certificate[] chain = member.key().chain().toArray(X509Certificate[]::new);
        try {
            MemberTrust trust = MemberTrust.of(cluster, member.authorities());
            return new TlsContexts(
                    SslContextBuilder.forServer(member.key().key(), chain)
                            .sslProvider(SslProvider.JDK)
                            .protocols(VERSION)
                            .clientAuth(ClientAuth.REQUIRE)
                            .trustManager(trust)
                            .build(),
                    SslContextBuilder.forClient()
                            .keyManager(member.key().key(), chain)
                            .sslProvider(SslProvider.JDK)
                            .protocols(VERSION)
                            .trustManager(trust)
                            .build(),
                    trust);
        } catch (GeneralSecurityException | SSLException e) {
            throw new UnusableKeyException("the key cannot be used for TLS", e);
        }
    }

    /** @param tasks does the arithmetic, so that strangers who begin handshakes do not hold up the members' messages */
    SslHandler acceptor(Executor tasks) {
        return bounded(server.newHandler(ByteBufAllocator.DEFAULT, tasks), null);
    }

    /** @param host which the other side's certificate has to name */
    SslHandler opener(String host, int port, Executor tasks) {
        return bounded(client.newHandler(ByteBufAllocator.DEFAULT, host, port, tasks), "HTTPS");
    }

    private static SslHandler bounded(SslHandler handler, @Nullable String addressCheck) {
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setNamedGroups(GROUPS.clone());
        if (addressCheck != null) {
            parameters.setEndpointIdentificationAlgorithm(addressCheck);
        }
        handler.engine().setSSLParameters(parameters);
        handler.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT.toMillis());
        return handler;
    }

    /**
     * Connects to itself in memory, which finds what would make other members refuse this one.
     *
     * @param host by which they reach it
     * @throws UnusableKeyException when they would refuse
     */
    void rehearse(String host, int port) throws UnusableKeyException {
        SslHandler accepting = acceptor(ImmediateExecutor.INSTANCE);
        SslHandler opening = opener(host, port, ImmediateExecutor.INSTANCE);
        // Nobody is waited for here: that it took long says something of the machine, and nothing of the certificate.
        accepting.setHandshakeTimeoutMillis(0);
        opening.setHandshakeTimeoutMillis(0);
        EmbeddedChannel acceptor = new EmbeddedChannel(accepting);
        EmbeddedChannel opener = new EmbeddedChannel(opening);
        try {
            boolean moved;
            do {
                moved = carry(opener, acceptor);
                moved = carry(acceptor, opener) || moved;
            } while (moved);
            if (!accepting.handshakeFuture().isSuccess()
                    || !opening.handshakeFuture().isSuccess()) {
                throw new UnusableKeyException("the other nodes would not finish a handshake with this certificate");
            }
        } catch (UnusableKeyException refused) {
            throw refused;
        } catch (Exception refused) {
            // an embedded channel throws on whatever a handler did, checked or not
            throw new UnusableKeyException(
                    "the other nodes would refuse this certificate: " + Refusal.reason(refused), refused);
        } finally {
            acceptor.finishAndReleaseAll();
            opener.finishAndReleaseAll();
        }
    }

    private static boolean carry(EmbeddedChannel from, EmbeddedChannel to) {
        boolean carried = false;
        for (Object bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
            to.writeInbound(bytes);
            carried = true;
        }
        return carried;
    }
}
