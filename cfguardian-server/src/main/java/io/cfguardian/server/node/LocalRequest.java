package io.cfguardian.server.node;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.http.tls.Transport;
import io.cfguardian.server.settings.Address;
import io.cfguardian.tls.CertifiedKey;
import io.cfguardian.tls.KeySource;
import io.cfguardian.tls.UnusableKeyException;
import java.io.IOException;
import java.io.Serial;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * One request to the node on this machine, with what a JVM has loaded by itself: it is to be answered soon after the JVM's
 * start. Over TLS the node has to show the very certificate that is in its settings; for which names that is does not matter.
 */
final class LocalRequest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private LocalRequest() {}

    /** Nobody answered, or somebody else than the node; the message is a line for people. */
    static final class Unanswered extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        Unanswered(String message) {
            super(message);
        }
    }

    /** The status of the answer, which is given within three seconds to connect and three to answer. */
    static int get(Address address, Transport transport, String path) throws Unanswered {
        String scheme = transport instanceof Transport.Encrypted ? "https" : "http";
        URI uri = URI.create(scheme + "://" + address + path);
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()));
            connection.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
            connection.setInstanceFollowRedirects(false);
            if (connection instanceof HttpsURLConnection encrypted
                    && transport instanceof Transport.Encrypted settings) {
                encrypted.setSSLSocketFactory(trusting(settings.keys()));
                encrypted.setHostnameVerifier((host, session) -> true);
            }
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException | GeneralSecurityException | UnusableKeyException failure) {
            throw new Unanswered(uri + " does not answer (" + failure + ")");
        }
    }

    /** Trusts the first certificate of {@code keys} and no other. */
    private static SSLSocketFactory trusting(KeySource keys)
            throws IOException, GeneralSecurityException, UnusableKeyException {
        List<Bytes> contents = new ArrayList<>();
        for (Path file : keys.files()) {
            contents.add(Bytes.of(Files.readAllBytes(file)));
        }
        CertifiedKey key = keys.parse(contents);
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("node", key.chain().getFirst());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
