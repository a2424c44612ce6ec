package io.cfguardian.raft.consensus.transport;

import io.cfguardian.tls.MemberIdentity;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes a certificate that one of the cluster's authorities has signed and that names this cluster; the JDK's checks of dates,
 * purposes and, on the client's side, of the address come first. It is asked within the handshake, so a stranger's connection never carries a message.
 */
final class MemberTrust extends X509ExtendedTrustManager {

    /** The JDK checks a key's purpose by this; in TLS 1.3 it says nothing. */
    private static final String ANY_KEY_EXCHANGE = "UNKNOWN";

    private final String cluster;
    private final X509ExtendedTrustManager paths;

    private MemberTrust(String cluster, X509ExtendedTrustManager paths) {
        this.cluster = cluster;
        this.paths = paths;
    }

    /** @param authorities whose signatures count */
    static MemberTrust of(String cluster, List<X509Certificate> authorities) throws GeneralSecurityException {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        try {
            anchors.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store in memory reads nothing", e);
        }
        for (int i = 0; i < authorities.size(); i++) {
            anchors.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        return new MemberTrust(cluster, (X509ExtendedTrustManager) factory.getTrustManagers()[0]);
    }

    /** Who connected to us, looked at again. */
    void recheckClient(X509Certificate[] chain) throws CertificateException {
        paths.checkClientTrusted(chain, ANY_KEY_EXCHANGE);
        requireMember(chain);
    }

    /** Whom we connected to, looked at again, but for the address. */
    void recheckServer(X509Certificate[] chain) throws CertificateException {
        paths.checkServerTrusted(chain, ANY_KEY_EXCHANGE);
        requireMember(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        paths.checkClientTrusted(chain, authType, engine);
        requireMember(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        paths.checkServerTrusted(chain, authType, engine);
        requireMember(chain);
    }

    private void requireMember(X509Certificate[] chain) throws CertificateException {
        boolean member = MemberIdentity.of(chain[0]).stream()
                .anyMatch(identity -> identity.cluster().equals(cluster));
        if (!member) {
            throw new CertificateException("the certificate is of no node of cluster " + cluster);
        }
    }

    /** Without an engine nobody would check the address. */
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("asked without an engine");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("asked without an engine");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("asked without an engine");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("asked without an engine");
    }

    /** None are named to a stranger who asks. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
