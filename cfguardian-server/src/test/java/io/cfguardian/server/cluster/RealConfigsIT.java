package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import io.cfguardian.testkit.data.RealConfigs;
import io.cfguardian.testkit.data.RealConfigs.RealDocument;
import io.cfguardian.testkit.data.RealConfigs.RealSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Schemas and documents that people publish, all of them, through the nodes of a cluster in turn. */
final class RealConfigsIT {

    private static final int WORKERS = 4;
    private static final double ACCEPTED_MIN = 0.98;
    private static final double AGREEING_MIN = 0.99;

    @RegisterExtension
    static final ClusterExtension CLUSTER = ClusterExtension.of(3);

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger schemasAccepted = new AtomicInteger();
    private final AtomicInteger documentsStored = new AtomicInteger();
    private final AtomicInteger documentsRefused = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> schemasRefused = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> deviations = new ConcurrentLinkedQueue<>();

    @Test
    void realSchemasAreAcceptedAndRealDocumentsJudgedAsTheirAuthorsSay() {
        List<RealSchema> schemas = RealConfigs.all();
        int documents =
                schemas.stream().mapToInt(schema -> schema.documents().size()).sum();
        Workspace workspace = Workspace.create(CLUSTER.cluster().client(0), "real");
        long startNanos = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> workers = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int first = worker;
                workers.add(CompletableFuture.runAsync(
                        () -> {
                            for (int i = first; i < schemas.size(); i += WORKERS) {
                                put(workspace, schemas.get(i));
                            }
                        },
                        threads));
            }
            workers.forEach(CompletableFuture::join);
        }
        long millis = Duration.ofNanos(System.nanoTime() - startNanos).toMillis();

        schemasRefused.forEach(refused -> System.out.println("  schema refused: " + refused));
        deviations.forEach(deviation -> System.out.println("  deviates: " + deviation));
        System.out.printf(
                "real configs: schemas %d, accepted %d, refused %d; documents %d, stored %d, refused %d, deviating %d; %d ms%n",
                schemas.size(),
                schemasAccepted.get(),
                schemasRefused.size(),
                documents,
                documentsStored.get(),
                documentsRefused.get(),
                deviations.size(),
                millis);
        assertThat(documents).isGreaterThan(900);
        assertThat((double) schemasAccepted.get() / schemas.size()).isGreaterThanOrEqualTo(ACCEPTED_MIN);
        assertThat((double) (documents - deviations.size()) / documents).isGreaterThanOrEqualTo(AGREEING_MIN);
    }

    private void put(Workspace workspace, RealSchema schema) {
        String key = schema.name().toLowerCase(Locale.ROOT);
        Reply reply = put(workspace.schema(key), "application/json", schema.text());
        if (reply.status() == 201) {
            schemasAccepted.incrementAndGet();
        } else {
            schemasRefused.add(schema.name() + ": " + reply.expect(422));
            schema.documents().forEach(document -> deviations.add(document.path() + ": its schema was refused"));
            return;
        }
        int number = 0;
        for (RealDocument document : schema.documents()) {
            number++;
            String config = workspace.config(key + "." + number) + "?schema=" + key;
            judge(document, put(config, document.mediaType().text(), document.text()));
        }
    }

    private void judge(RealDocument document, Reply reply) {
        boolean isStored = reply.status() == 201;
        boolean isViolation = reply.status() == 422 && reply.problem().equals("schema-violation");
        documentsStored.addAndGet(isStored ? 1 : 0);
        documentsRefused.addAndGet(isStored ? 0 : 1);
        if (document.isValid() ? !isStored : !isViolation) {
            deviations.add("%s is %s, was answered %s"
                    .formatted(document.path(), document.isValid() ? "valid" : "invalid", brief(reply)));
        }
    }

    private static String brief(Reply reply) {
        String text = reply.toString();
        return text.length() > 400 ? text.substring(0, 400) + "..." : text;
    }

    private Reply put(String path, String mediaType, Bytes body) {
        ProcessCluster cluster = CLUSTER.cluster();
        int node = requests.getAndIncrement() % cluster.size();
        return cluster.client(node).put(path, Map.of("Content-Type", mediaType), body.utf8());
    }
}
