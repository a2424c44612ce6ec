package io.cfguardian.server.webhook;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver on loopback that keeps what it took, and can die and come back at the same address. Used by many threads. */
public final class Collector implements AutoCloseable {

    /** One request. */
    public record Message(Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** The body as JSON. */
        public JsonNode event() {
            return JsonMapper.shared().readTree(body);
        }
    }

    static final String PATH = "/hooks/Zx81-path-that-nobody-guesses";
    private static final int NO_CONTENT = 204;

    private final List<Message> taken = new CopyOnWriteArrayList<>();
    private final int port;
    private volatile IntUnaryOperator statusByTaken = count -> NO_CONTENT;
    private @Nullable HttpServer server;

    private Collector() {
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    /** One that takes everything. */
    public static Collector start() {
        return new Collector();
    }

    /** Where it takes messages. */
    public String url() {
        return base() + PATH;
    }

    /** Its address; it takes messages at any path. */
    public String base() {
        return "http://127.0.0.1:" + port;
    }

    /** What was taken, in the order of its arrival. */
    public List<Message> taken() {
        return List.copyOf(taken);
    }

    int count() {
        return taken.size();
    }

    /** Answers by how many were taken before: a status, 204 for taking it. */
    void answer(IntUnaryOperator status) {
        this.statusByTaken = status;
    }

    synchronized void die() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    synchronized void comeBack() {
        server = listen(port);
    }

    private HttpServer listen(int at) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
            made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            made.createContext("/", exchange -> {
                try (exchange) {
                    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
                    int status = statusByTaken.applyAsInt(taken.size());
                    if (status == NO_CONTENT) {
                        taken.add(new Message(headers, body));
                    }
                    exchange.sendResponseHeaders(status, -1);
                }
            });
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        die();
    }
}
