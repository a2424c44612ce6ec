package io.cfguardian.http.server;

import io.cfguardian.http.tls.ReloadingTls;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.http.tls.Transport.Plain;
import io.cfguardian.tls.UnusableKeyException;
import java.io.Closeable;
import java.time.Duration;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a node listens on: plain HTTP/1.1, or TLS with HTTP/2 and HTTP/1.1 and perhaps a plain port that redirects there. Made
 * and closed by one thread.
 */
final class Connectors implements Closeable {

    /** The name of the connector that only redirects. */
    static final String REDIRECTING = "redirecting";

    /** The name of the connector that has the metrics alone. */
    static final String METRICS = "metrics";

    private static final int ACCEPT_QUEUE = 1024;

    /** Threads that read from the connections of clients, make their handshakes and read the heads of their requests. */
    private static final int SELECTORS = Math.min(Runtime.getRuntime().availableProcessors(), 8);

    private static final int STREAMS_MAX = 100;

    /** Resets, pings, settings and empty frames of one HTTP/2 connection: more is an attack (CVE-2023-44487 and its kin). */
    private static final int HTTP2_EVENTS_PER_SECOND_MAX = 100;

    private static final int HTTP2_SETTINGS_MAX = 32;

    private final HttpSettings settings;
    private final @Nullable ReloadingTls tls;
    private @Nullable ServerConnector serving;
    private @Nullable ServerConnector redirecting;
    private @Nullable ServerConnector metrics;

    /**
     * For a server that is not started yet.
     *
     * @throws HttpStartException when there is no certificate to serve with
     */
    Connectors(HttpSettings settings) {
        this.settings = settings;
        try {
            this.tls = switch (settings.transport()) {
                case Plain.PLAIN -> null;
                case Encrypted encrypted -> new ReloadingTls(encrypted);
            };
        } catch (UnusableKeyException e) {
            throw new HttpStartException("cannot serve TLS: " + e.getMessage(), e);
        }
    }

    /** Bounds of every request's head, whichever way it comes. */
    void limit(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(UriCompliance.RFC3986);
        http.setRequestHeaderSize(settings.messages().headerBytesMax());
        // Jetty would take a header of a connection's next request for the one before when they differ in case alone,
        // and a
        // token is not the same in another case.
        http.setHeaderCacheSize(0);
    }

    /** The connector that serves. */
    ServerConnector serving(Server server, HttpConfiguration http) {
        ConnectionFactory[] factories =
                tls == null ? new ConnectionFactory[] {new HttpConnectionFactory(http)} : encrypted(tls, http);
        ServerConnector connector = listening(server, settings.host(), settings.port(), SELECTORS, factories);
        serving = connector;
        return connector;
    }

    /** The connector that redirects, if there is to be one. */
    @Nullable
    ServerConnector redirecting(Server server, HttpConfiguration http) {
        if (!(settings.transport() instanceof Encrypted encrypted)
                || encrypted.redirectPort().isEmpty()) {
            return null;
        }
        ServerConnector connector = listening(
                server, settings.host(), encrypted.redirectPort().getAsInt(), 1, new HttpConnectionFactory(http));
        connector.setName(REDIRECTING);
        redirecting = connector;
        return connector;
    }

    /** The connector that has the metrics alone. */
    ServerConnector metrics(Server server, HttpConfiguration http, Monitoring.Listener listener) {
        ServerConnector connector =
                listening(server, listener.host(), listener.port(), 1, new HttpConnectionFactory(http));
        connector.setName(METRICS);
        metrics = connector;
        return connector;
    }

    /** The port that has the metrics alone, once it listens; -1 when there is none. */
    int metricsPort() {
        return metrics == null ? -1 : localPort(metrics);
    }

    /** The port that serves, once it listens. */
    int port() {
        return localPort(serving);
    }

    /** The port that redirects, once it listens; -1 when there is none. */
    int redirectPort() {
        return redirecting == null ? -1 : localPort(redirecting);
    }

    /** What TLS is served with; null in plain text. */
    @Nullable
    ReloadingTls tls() {
        return tls;
    }

    private static int localPort(@Nullable ServerConnector connector) {
        if (connector == null) {
            throw new IllegalStateException("the server has no connector yet");
        }
        return connector.getLocalPort();
    }

    private static ConnectionFactory[] encrypted(ReloadingTls tls, HttpConfiguration plain) {
        HttpConfiguration http = new HttpConfiguration(plain);
        // Which names are served is for http.allowed-hosts to say; a certificate need not have an address in it.
        http.addCustomizer(new SecureRequestCustomizer(false));
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(STREAMS_MAX);
        http2.setMaxSettingsKeys(HTTP2_SETTINGS_MAX);
        http2.setRateControlFactory(new WindowRateControl.Factory(HTTP2_EVENTS_PER_SECOND_MAX));
        http2.setConnectProtocolEnabled(false);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        return new ConnectionFactory[] {
            new SslConnectionFactory(tls.factory(), alpn.getProtocol()), alpn, http2, new HttpConnectionFactory(http)
        };
    }

    private ServerConnector listening(
            Server server, String host, int port, int selectors, ConnectionFactory... factories) {
        Duration idle = settings.patience().idle();
        ServerConnector connector = new ServerConnector(server, 1, selectors, factories);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idle.toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.addBean(new NetworkConnectionLimit(settings.connectionsMax(), connector));
        connector.addBean(
                new HeadDeadline(connector.getScheduler(), settings.patience().head()));
        return connector;
    }

    @Override
    public void close() {
        if (tls != null) {
            tls.close();
        }
    }
}
