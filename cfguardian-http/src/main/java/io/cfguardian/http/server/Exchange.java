package io.cfguardian.http.server;

import io.cfguardian.app.telemetry.Span;
import io.cfguardian.app.telemetry.TraceContext;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.InvalidKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.http.guard.ClientAddress;
import io.cfguardian.http.guard.Scheme;
import io.cfguardian.http.guard.Sender;
import io.cfguardian.http.route.RouteTable.Taken;
import io.cfguardian.http.server.Authenticator.Doubtful;
import io.cfguardian.http.server.Authenticator.Known;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What the edge knows of one request beside the request itself: its id, from where and from whom it comes, which route took it. Filled while
 * the request is worked on and read when its log line is written. Confined to the request's threads, one at a time.
 */
public final class Exchange {

    /** The name of the request attribute that holds it. */
    public static final String ATTRIBUTE = Exchange.class.getName();

    private static final int REQUEST_ID_CHARS_MAX = 64;

    private final Request request;
    private final String requestId;
    private final @Nullable TraceContext client;
    private final long startNanos = System.nanoTime();
    private Span span = Span.NONE;
    private @Nullable Taken taken;
    private String route = "-";
    private @Nullable ProjectKey project;
    private @Nullable Known known;
    private @Nullable Doubtful doubtful;
    private Sender sender;

    private Exchange(Request request, String requestId, @Nullable TraceContext client) {
        this.request = request;
        this.sender = peer(request);
        this.requestId = requestId;
        this.client = client;
    }

    /** The exchange of {@code request}, begun now if it has none yet. */
    static Exchange of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Exchange known) {
            return known;
        }
        String sent = request.getHeaders().get("X-Request-Id");
        Exchange exchange = new Exchange(
                request,
                sent != null && isRequestId(sent) ? sent : generated(),
                TraceContext.parse(request.getHeaders().get("traceparent")).orElse(null));
        request.setAttribute(ATTRIBUTE, exchange);
        return exchange;
    }

    /** The id that the client sent, or a generated one: 1 to 64 of letters, digits, '.', '_' and '-'. */
    public String requestId() {
        return requestId;
    }

    /** What the client said of the trace that this is a part of, null for nothing. */
    @Nullable
    TraceContext client() {
        return client;
    }

    /** What it is in the trace. */
    Span span() {
        return span;
    }

    void tracedBy(Span own) {
        span = own;
    }

    /** The trace that it is a part of, as 32 hexadecimal digits: by this node's tracing, or where that is off by the client; null for none. */
    @Nullable
    String traceId() {
        return span.context()
                .or(() -> Optional.ofNullable(client))
                .map(TraceContext::traceId)
                .orElse(null);
    }

    /** The same, null unless this node records it. */
    @Nullable
    String recordedTraceId() {
        return span.isRecorded() ? traceId() : null;
    }

    /** Who sends it; known on every path that asks for authentication. */
    public @Nullable Actor actor() {
        return known == null ? null : known.actor();
    }

    /** When the proof of that ends at the latest, null for never. */
    public @Nullable Instant provedUntil() {
        return known == null ? null : known.until();
    }

    /** Who it may be; to be made sure of before anything is done. */
    @Nullable
    Doubtful doubtful() {
        return doubtful;
    }

    void doubts(Doubtful whom) {
        doubtful = whom;
    }

    /** Where it comes from; until the entrance has looked, from the other end of the connection. */
    public Sender sender() {
        return sender;
    }

    void sentBy(Sender who) {
        sender = who;
    }

    void authenticatedAs(Known who) {
        known = who;
        doubtful = null;
    }

    /** The operation that is to take the request, null where the gate let none have it. */
    @Nullable
    Taken taken() {
        return taken;
    }

    void taken(Taken by) {
        taken = by;
    }

    /** The path template of the operation, "-" until one took the request. */
    public String route() {
        return route;
    }

    /** The project that the path names, null when it names none. */
    @Nullable
    ProjectKey project() {
        return project;
    }

    /**
     * Notes which operation took the request.
     *
     * @param named what stands for {@code {project}} in the path, null for nothing
     */
    void routedTo(String template, @Nullable String named) {
        route = template;
        try {
            project = named == null ? null : new ProjectKey(named);
        } catch (InvalidKey unfit) {
            project = null;
        }
    }

    /** Cuts the connection, so that the client sees that an answer that has begun is not whole. */
    void cut() {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
    }

    /** Since its head was read. */
    long nanos() {
        return System.nanoTime() - startNanos;
    }

    private static Sender peer(Request request) {
        SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
        InetAddress ip = remote instanceof InetSocketAddress socket && !socket.isUnresolved()
                ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
        String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
        // Of what is no request Jetty does not say that it is secure, but of its connection.
        boolean secure = request.isSecure() || request.getConnectionMetaData().isSecure();
        return new Sender(new ClientAddress(ip), secure ? Scheme.HTTPS : Scheme.HTTP, agent == null ? "" : agent);
    }

    private static boolean isRequestId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= REQUEST_ID_CHARS_MAX;
    }

    /** 48 bits of milliseconds and 80 random ones in hexadecimal: ids sort by time, like UUIDs of version 7. No secret. */
    private static String generated() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(InstantSource.system().millis(), 12)
                + hex.toHexDigits(random.nextLong())
                + hex.toHexDigits(random.nextLong(), 4);
    }
}
