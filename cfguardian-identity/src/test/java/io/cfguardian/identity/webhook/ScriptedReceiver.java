package io.cfguardian.identity.webhook;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;

/** A receiver that notes what it is sent and answers what a test has it answer: 204 unless told. */
final class ScriptedReceiver implements AutoCloseable {

    /** One request, with the names of its headers in lower case. */
    record Message(String path, Map<String, String> headers, String body) {}

    final List<Message> messages = new CopyOnWriteArrayList<>();
    final BlockingQueue<HttpHandler> answers = new LinkedBlockingQueue<>();
    final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final HttpServer server;
    private final String scheme;

    private ScriptedReceiver(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            connections.add(exchange.getRemoteAddress());
            messages.add(new Message(exchange.getRequestURI().toString(), headers, body));
            HttpHandler answer = answers.poll();
            try (exchange) {
                (answer == null ? status(204) : answer).handle(exchange);
            }
        });
        server.start();
    }

    static ScriptedReceiver start() throws IOException {
        return new ScriptedReceiver(HttpServer.create(loopback(), 0), "http");
    }

    static ScriptedReceiver start(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new ScriptedReceiver(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static HttpHandler status(int status, String... header) {
        return exchange -> {
            for (int i = 0; i < header.length; i += 2) {
                exchange.getResponseHeaders().set(header[i], header[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static HttpHandler body(int status, byte[] body) {
        return exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    URI uri(String path) {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
