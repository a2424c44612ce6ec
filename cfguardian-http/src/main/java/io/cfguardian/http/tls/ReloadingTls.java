package io.cfguardian.http.tls;

import io.cfguardian.http.tls.Transport.Encrypted;
import java.io.Closeable;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS under a key that is replaced when its files are. Connections that are open go on under the old one; files that make no
 * sense change nothing and are logged once. One thread of its own looks at the files.
 */
public final class ReloadingTls implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadingTls.class);

    /** With forward secrecy and authenticated encryption, and nothing else; the client's hardware chooses among equals. */
    private static final String[] CIPHER_SUITES = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    };

    /** Elliptic curves alone: an exchange in a finite field costs the server much and the client nothing (CVE-2002-20001). */
    private static final String[] GROUPS = {"x25519", "secp256r1", "secp384r1", "secp521r1"};

    private final KeySource source;
    private final SslContextFactory.Server factory = new SslContextFactory.Server() {
        @Override
        public SSLParameters customize(SSLParameters parameters) {
            SSLParameters customized = super.customize(parameters);
            customized.setNamedGroups(GROUPS.clone());
            return customized;
        }
    };
    private final ScheduledExecutorService looking;
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong reloads = new AtomicLong();
    private volatile KeyFiles files;
    private volatile Instant notAfter;
    private @Nullable String complaint;

    /**
     * Reads the files and begins to watch them.
     *
     * @throws UnusableKeyException when they hold no certificate with its key
     */
    public ReloadingTls(Encrypted transport) throws UnusableKeyException {
        this.source = transport.keys();
        this.files = KeyFiles.read(source);
        ServerKey key = files.key();
        this.notAfter = key.notAfter();
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setExcludeProtocols();
        factory.setIncludeCipherSuites(CIPHER_SUITES);
        factory.setExcludeCipherSuites();
        factory.setUseCipherSuitesOrder(true);
        factory.setRenegotiationAllowed(false);
        use(factory, key);
        warnOfExpiry(key);
        this.looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("tls-reload").factory());
        long millis = transport.lookEvery().toMillis();
        var unused = looking.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** What Jetty makes connections with. */
    public SslContextFactory.Server factory() {
        return factory;
    }

    /** How many times the files were looked at. */
    public long looks() {
        return looks.get();
    }

    /** How many times new files were taken. */
    public long reloads() {
        return reloads.get();
    }

    /** When the certificate in use ends. */
    public Instant notAfter() {
        return notAfter;
    }

    private static void use(SslContextFactory factory, ServerKey key) {
        factory.setKeyStore(key.keyStore());
        factory.setKeyStorePassword(ServerKey.keyStorePassword());
    }

    private void look() {
        try {
            KeyFiles now = KeyFiles.read(source);
            if (!now.equals(files)) {
                ServerKey key = now.key();
                factory.reload(changing -> use(changing, key));
                files = now;
                notAfter = key.notAfter();
                reloads.incrementAndGet();
                LOG.info("took a new certificate, valid until {}", key.notAfter());
                warnOfExpiry(key);
            }
            complaint = null;
        } catch (UnusableKeyException e) {
            complainOnce(e);
        } catch (Exception e) {
            // The edge of a scheduled task: it must run again.
            LOG.error("cannot look at the files of the certificate; the one in use stays", e);
        } finally {
            looks.incrementAndGet();
        }
    }

    private void complainOnce(UnusableKeyException e) {
        if (!Objects.equals(complaint, e.getMessage())) {
            complaint = e.getMessage();
            LOG.warn("the new certificate is not taken, the one in use stays, valid until {}: {}", notAfter, complaint);
        }
    }

    private static void warnOfExpiry(ServerKey key) {
        if (key.notAfter().isBefore(Instant.now())) {
            LOG.warn("the certificate has expired at {}", key.notAfter());
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
