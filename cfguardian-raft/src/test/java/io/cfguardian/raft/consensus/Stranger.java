package io.cfguardian.raft.consensus;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.tls.CertifiedKey;
import io.cfguardian.tls.KeySource.PemFiles;
import io.cfguardian.tls.UnusableKeyException;
import io.cfguardian.tls.authority.PemKeyPair;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Somebody who reaches the members' port, or stands where a member should. Believes any certificate. */
final class Stranger {

    private static final int PATIENCE_MILLIS = 10_000;

    private final SSLContext context;

    private Stranger(SSLContext context) {
        this.context = context;
    }

    /** @param key null for one without a certificate */
    static Stranger with(@Nullable PemKeyPair key) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    key == null ? new KeyManager[0] : keyManagers(key),
                    new TrustManager[] {new Credulous()},
                    new SecureRandom());
            return new Stranger(context);
        } catch (GeneralSecurityException | UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyManager[] keyManagers(PemKeyPair pair) throws GeneralSecurityException, UnusableKeyException {
        CertifiedKey key = new PemFiles(Path.of("crt"), Path.of("key"))
                .parse(List.of(Bytes.utf8(pair.certificate()), Bytes.utf8(pair.key())));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(key.keyStore(), CertifiedKey.keyStorePassword().toCharArray());
        return factory.getKeyManagers();
    }

    /** The smallest message of Bolt that is always answered. */
    static byte[] heartbeat() {
        return frame(0, 0);
    }

    /** The head of a request that announces so much content. */
    static byte[] frame(int command, int contentBytes) {
        return ByteBuffer.allocate(22)
                .put((byte) 1)
                .put((byte) 1)
                .putShort((short) command)
                .put((byte) 1)
                .putInt(42)
                .put((byte) 1)
                .putInt(3_000)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(contentBytes)
                .array();
    }

    /** How many bytes a member answers to a message, until it closes the connection or has answered. */
    int answerBytes(MemberAddress member, byte[] message, String... protocols) throws IOException {
        try (Socket socket = connected(member)) {
            if (protocols.length > 0) {
                ((SSLSocket) socket).setEnabledProtocols(protocols);
            }
            return answerBytes(socket, message);
        }
    }

    Socket connected(MemberAddress member) throws IOException {
        Socket socket = context.getSocketFactory().createSocket();
        connect(socket, member);
        return socket;
    }

    /** The same in plain text. */
    static int plainAnswerBytes(MemberAddress member, byte[] message) throws IOException {
        try (Socket socket = new Socket()) {
            connect(socket, member);
            return answerBytes(socket, message);
        }
    }

    private static void connect(Socket socket, MemberAddress member) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(member.host(), member.port()), PATIENCE_MILLIS);
    }

    static int answerBytes(Socket socket, byte[] message) throws IOException {
        try {
            socket.getOutputStream().write(message);
            socket.getOutputStream().flush();
            return Math.max(0, socket.getInputStream().read(new byte[1 << 10]));
        } catch (SocketTimeoutException silence) {
            throw silence;
        } catch (IOException closed) {
            return 0;
        }
    }

    /** Stands at a port of its own and counts the bytes that members send it after a handshake. */
    Impostor impostor() throws IOException {
        return new Impostor((SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    static final class Impostor implements AutoCloseable {
        private final SSLServerSocket socket;
        private final AtomicLong received = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();

        private Impostor(SSLServerSocket socket) {
            this.socket = socket;
            socket.setNeedClientAuth(true);
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            while (!socket.isClosed()) {
                try (Socket member = socket.accept();
                        InputStream in = member.getInputStream()) {
                    member.setSoTimeout(PATIENCE_MILLIS);
                    received.addAndGet(Math.max(0, in.read(new byte[1 << 10])));
                } catch (IOException refusal) {
                    refused.incrementAndGet();
                }
            }
        }

        MemberAddress address() {
            return new MemberAddress("127.0.0.1", socket.getLocalPort());
        }

        long receivedBytes() {
            return received.get();
        }

        /** Members that broke off. */
        long refused() {
            return refused.get();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static final class Credulous extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
