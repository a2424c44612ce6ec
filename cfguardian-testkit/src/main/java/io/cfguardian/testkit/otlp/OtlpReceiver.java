package io.cfguardian.testkit.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cfguardian.testkit.tls.TestKey;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A receiver on loopback that decodes what it is sent (OTLP 1 over HTTP, protobuf in gzip) and keeps it, and can die and come back at the same
 * address. Used by many threads.
 */
public final class OtlpReceiver implements AutoCloseable {

    private static final int OK = 200;
    private static final String INSTANCE = "service.instance.id";

    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
    private final Map<String, List<Metric>> metrics = new ConcurrentHashMap<>();
    private final List<Map<String, String>> heads = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> resources = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final @Nullable TestKey key;
    private final int port;
    private volatile int status = OK;
    private @Nullable HttpServer server;

    private OtlpReceiver(@Nullable TestKey key) {
        this.key = key;
        HttpServer first = listen(0);
        this.server = first;
        this.port = first.getAddress().getPort();
    }

    /** One that listens in plain text. */
    public static OtlpReceiver start() {
        return new OtlpReceiver(null);
    }

    /** One that listens over TLS. */
    public static OtlpReceiver start(TestKey key) {
        return new OtlpReceiver(key);
    }

    /** What {@code otlp.endpoint} is. */
    public String url() {
        return (key == null ? "http" : "https") + "://127.0.0.1:" + port;
    }

    /** All that came. */
    public List<ReceivedSpan> spans() {
        return List.copyOf(spans);
    }

    /** Those of one trace. */
    public List<ReceivedSpan> trace(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    /** The numbers of the last message of {@code node}, none before the first. */
    public List<Metric> metrics(String node) {
        return metrics.getOrDefault(node, List.of());
    }

    /** The heads of all messages, by names of any case. */
    public List<Map<String, String>> heads() {
        return List.copyOf(heads);
    }

    /** What all messages said of their sender. */
    public List<Map<String, String>> resources() {
        return List.copyOf(resources);
    }

    /** Answers with another status from now on; anything but 200 is not taken. */
    public void answer(int other) {
        status = other;
    }

    /** Listens no more. */
    public synchronized void die() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Listens again. */
    public synchronized void comeBack() {
        server = listen(port);
    }

    private HttpServer listen(int at) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), at);
            HttpServer made = key == null ? HttpServer.create(address, 0) : encrypted(address, key);
            made.setExecutor(threads);
            made.createContext("/v1/traces", exchange -> take(exchange, this::takeTraces));
            made.createContext("/v1/metrics", exchange -> take(exchange, this::takeMetrics));
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer encrypted(InetSocketAddress address, TestKey key) throws IOException {
        try (InputStream in = Files.newInputStream(key.pkcs12())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, TestKey.PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, TestKey.PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            HttpsServer made = HttpsServer.create(address, 0);
            made.setHttpsConfigurator(new HttpsConfigurator(context));
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Decodes the body; what cannot be decoded is no OTLP and fails the exchange. */
    private interface Taking {
        void take(InputStream body) throws IOException;
    }

    private void take(HttpExchange exchange, Taking taking) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            Map<String, String> head = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> head.put(name, values.getFirst()));
            heads.add(head);
            int answer = status;
            if (answer == OK) {
                taking.take(
                        "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                                ? new GZIPInputStream(body)
                                : body);
            } else {
                body.readAllBytes();
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            // An empty protobuf message: all of it was taken.
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    private void takeTraces(InputStream body) throws IOException {
        for (var ofResource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
            String node = sender(ofResource.getResource());
            ofResource.getScopeSpansList().stream()
                    .flatMap(ofScope -> ofScope.getSpansList().stream())
                    .forEach(span -> spans.add(ReceivedSpan.of(node, span)));
        }
    }

    private void takeMetrics(InputStream body) throws IOException {
        for (var ofResource : ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
            metrics.put(
                    sender(ofResource.getResource()),
                    ofResource.getScopeMetricsList().stream()
                            .flatMap(ofScope -> ofScope.getMetricsList().stream())
                            .toList());
        }
    }

    private String sender(Resource resource) {
        Map<String, String> attributes = ReceivedSpan.attributes(resource.getAttributesList());
        resources.add(attributes);
        return attributes.getOrDefault(INSTANCE, "");
    }

    @Override
    public void close() {
        die();
        threads.shutdownNow();
    }
}
