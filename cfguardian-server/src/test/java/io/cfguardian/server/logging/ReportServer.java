package io.cfguardian.server.logging;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes envelopes on loopback, unpacks them, and can keep their senders waiting. Used by many threads. */
final class ReportServer implements AutoCloseable {

    private static final int OK = 200;

    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private ReportServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /**
     * One envelope: a header, and for each item a header and its payload, a line each.
     *
     * @param auth the field X-Sentry-Auth
     * @param text all of it, unpacked
     */
    record Report(String path, String auth, String text) {

        /** The payload of the item that is an event. */
        JsonNode event() {
            List<String> lines = text.lines().toList();
            for (int i = 1; i + 1 < lines.size(); i++) {
                if (lines.get(i).contains("\"type\":\"event\"")) {
                    return JsonMapper.shared().readTree(lines.get(i + 1));
                }
            }
            throw new AssertionError("no event in " + text);
        }
    }

    static ReportServer start() {
        return new ReportServer();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What has come, in that order. */
    List<Report> reports() {
        return List.copyOf(reports);
    }

    /** Keeps whoever sends something waiting from now on. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                    ? new GZIPInputStream(exchange.getRequestBody()).readAllBytes()
                    : exchange.getRequestBody().readAllBytes();
            reports.add(new Report(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-Sentry-Auth")),
                    new String(body, StandardCharsets.UTF_8)));
            gate.await();
            exchange.sendResponseHeaders(OK, -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.close();
    }
}
