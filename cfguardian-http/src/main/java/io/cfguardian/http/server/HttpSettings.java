package io.cfguardian.http.server;

import io.cfguardian.http.guard.Exposure;
import io.cfguardian.http.quota.RateSettings;
import io.cfguardian.http.tls.Transport;
import io.cfguardian.http.tls.Transport.Plain;
import java.time.Duration;

/**
 * How the HTTP interface is served. Everything that a client can make grow has a bound here.
 *
 * @param host the address to listen on
 * @param port 0 to 65535; 0 takes a free one
 * @param connectionsMax how many connections, and so requests, there are at once; more wait in the operating system's queue
 * @param messages how large a request may be
 * @param patience how long clients are waited for
 * @param stopTimeout how long a stop waits for requests in progress
 * @param watch bounds of watches
 * @param exposure to whom it is open, and whom it believes
 * @param rates how often a sender may ask, and who counts
 * @param transport in plain text or encrypted
 */
public record HttpSettings(
        String host,
        int port,
        int connectionsMax,
        MessageSettings messages,
        PatienceSettings patience,
        Duration stopTimeout,
        WatchSettings watch,
        Exposure exposure,
        RateSettings rates,
        Transport transport) {

    private static final int PORT_MAX = 65_535;

    public HttpSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a host is a name or an address, got a blank");
        }
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("a port is 0 to " + PORT_MAX + ", got " + port);
        }
        positive("connectionsMax", connectionsMax);
        if (watch.heartbeat().compareTo(patience.idle()) >= 0) {
            throw new IllegalArgumentException("a heartbeat comes before the idle time-out, %s >= %s"
                    .formatted(watch.heartbeat(), patience.idle()));
        }
    }

    /** The limits of the contract, on {@code host} and {@code port}. */
    public static HttpSettings of(String host, int port) {
        return new HttpSettings(
                host,
                port,
                10_000,
                MessageSettings.DEFAULT,
                PatienceSettings.DEFAULT,
                Duration.ofSeconds(5),
                WatchSettings.DEFAULT,
                Exposure.STANDARD,
                RateSettings.STANDARD,
                Plain.PLAIN);
    }

    /** These settings with other patience. */
    public HttpSettings with(PatienceSettings other) {
        return new HttpSettings(
                host, port, connectionsMax, messages, other, stopTimeout, watch, exposure, rates, transport);
    }

    /** These settings with other bounds of watches. */
    public HttpSettings with(WatchSettings other) {
        return new HttpSettings(
                host, port, connectionsMax, messages, patience, stopTimeout, other, exposure, rates, transport);
    }

    /** These settings, open to others. */
    public HttpSettings with(Exposure other) {
        return new HttpSettings(
                host, port, connectionsMax, messages, patience, stopTimeout, watch, other, rates, transport);
    }

    /** These settings with other rates. */
    public HttpSettings with(RateSettings other) {
        return new HttpSettings(
                host, port, connectionsMax, messages, patience, stopTimeout, watch, exposure, other, transport);
    }

    /** These settings over another transport. */
    public HttpSettings with(Transport other) {
        return new HttpSettings(
                host, port, connectionsMax, messages, patience, stopTimeout, watch, exposure, rates, other);
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is more than 0, got " + value);
        }
    }

    /**
     * How large a request may be.
     *
     * @param requestBytesMax the longest request body, in bytes
     * @param headerBytesMax the request line and all headers together, in bytes
     * @param headersMax how many header fields a request may have
     * @param uriBytesMax the longest request target, in bytes
     */
    public record MessageSettings(long requestBytesMax, int headerBytesMax, int headersMax, int uriBytesMax) {

        /** What the contract promises. */
        public static final MessageSettings DEFAULT = new MessageSettings(10L << 20, 16 << 10, 100, 8 << 10);

        public MessageSettings {
            positive("requestBytesMax", requestBytesMax);
            positive("headerBytesMax", headerBytesMax);
            positive("headersMax", headersMax);
            positive("uriBytesMax", uriBytesMax);
            if (uriBytesMax > headerBytesMax) {
                throw new IllegalArgumentException(
                        "uriBytesMax is part of headerBytesMax, %d > %d".formatted(uriBytesMax, headerBytesMax));
            }
        }

        /** These bounds with another one for bodies, in bytes. */
        public MessageSettings withRequestBytes(long max) {
            return new MessageSettings(max, headerBytesMax, headersMax, uriBytesMax);
        }
    }

    /**
     * How long clients are waited for.
     *
     * @param idle a connection on which nothing moves for this long is closed; so is one whose client takes nothing of
     *     an answer
     * @param head the longest a client may take to send one request's head, however it drips
     * @param body how long a client may take to send a body, however slowly
     * @param bodyBytesPerSecondMin how fast, on average, it must be after that
     */
    public record PatienceSettings(Duration idle, Duration head, Duration body, int bodyBytesPerSecondMin) {

        /** What the contract promises. */
        public static final PatienceSettings DEFAULT =
                new PatienceSettings(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(30), 16 << 10);

        public PatienceSettings {
            positive("idle", idle.toMillis());
            positive("head", head.toMillis());
            positive("body", body.toMillis());
            positive("bodyBytesPerSecondMin", bodyBytesPerSecondMin);
        }
    }

    /**
     * Bounds of watches.
     *
     * @param watchesMax how many streams one node serves at once
     * @param waitersMax how many long polls one node holds back at once
     * @param heartbeat the longest silence on a stream
     */
    public record WatchSettings(int watchesMax, int waitersMax, Duration heartbeat) {

        /** What the contract promises. */
        public static final WatchSettings DEFAULT = new WatchSettings(1_000, 2_000, Duration.ofSeconds(15));

        public WatchSettings {
            positive("watchesMax", watchesMax);
            positive("waitersMax", waitersMax);
            positive("heartbeat", heartbeat.toMillis());
        }
    }
}
