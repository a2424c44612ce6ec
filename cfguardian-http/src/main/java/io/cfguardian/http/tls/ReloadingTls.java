package io.cfguardian.http.tls;

import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.tls.CertifiedKey;
import io.cfguardian.tls.Reloading;
import io.cfguardian.tls.UnusableKeyException;
import java.io.Closeable;
import java.time.Instant;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS under a key that is replaced when its files are. Connections that are open go on under the old one.
 */
public final class ReloadingTls implements Closeable {

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

    private final SslContextFactory.Server factory = new SslContextFactory.Server() {
        @Override
        public SSLParameters customize(SSLParameters parameters) {
            SSLParameters customized = super.customize(parameters);
            customized.setNamedGroups(GROUPS.clone());
            return customized;
        }
    };
    private final Reloading<CertifiedKey> key;

    /**
     * Reads the files and begins to watch them.
     *
     * @throws UnusableKeyException when they hold no certificate with its key
     */
    public ReloadingTls(Encrypted transport) throws UnusableKeyException {
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setExcludeProtocols();
        factory.setIncludeCipherSuites(CIPHER_SUITES);
        factory.setExcludeCipherSuites();
        factory.setUseCipherSuitesOrder(true);
        factory.setRenegotiationAllowed(false);
        this.key = new Reloading<>(
                "certificate for clients",
                transport.keys(),
                transport.lookEvery(),
                taken -> factory.reload(changing -> use(changing, taken)));
        use(factory, key.current());
    }

    /** What Jetty makes connections with. */
    public SslContextFactory.Server factory() {
        return factory;
    }

    /** How many times the files were looked at. */
    public long looks() {
        return key.looks();
    }

    /** How many times new files were taken. */
    public long reloads() {
        return key.reloads();
    }

    /** When the certificate in use ends. */
    public Instant notAfter() {
        return key.current().notAfter();
    }

    private static void use(SslContextFactory factory, CertifiedKey key) {
        factory.setKeyStore(key.keyStore());
        factory.setKeyStorePassword(CertifiedKey.keyStorePassword());
    }

    @Override
    public void close() {
        key.close();
    }
}
