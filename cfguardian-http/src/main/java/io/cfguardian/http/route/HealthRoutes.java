package io.cfguardian.http.route;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.app.projection.ProjectionStatus.State;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** What probes and load balancers ask, and the contract itself. Needs no authentication. */
public final class HealthRoutes {

    private static final String CONTRACT = "/openapi.yaml";

    private final Cluster cluster;
    private final Supplier<Optional<ProjectionStatus>> projection;
    private final Bytes contract = contract();

    /** Routes that answer from what {@code cluster} and {@code projection} know at once. */
    public HealthRoutes(Cluster cluster, Supplier<Optional<ProjectionStatus>> projection) {
        this.cluster = cluster;
        this.projection = projection;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get("/health", this::health).forAnybody(),
                Route.get("/ready", this::ready).forAnybody(),
                Route.get("/live", this::live).forAnybody(),
                Route.get(CONTRACT, this::contract)
                        .producing("application/yaml")
                        .forAnybody());
    }

    private Answer health(Call call) {
        return Answer.json(200, (json, out) -> writeHealth(json, cluster.obstacles(), degraded()));
    }

    private Answer ready(Call call) {
        List<String> obstacles = cluster.obstacles();
        if (obstacles.isEmpty()) {
            return Answer.json(200, (json, out) -> writeHealth(json, obstacles, degraded()));
        }
        throw Problem.of(ProblemType.UNAVAILABLE, "This node is not ready.")
                .with("reasons", obstacles)
                .retryAfter(1)
                .exception();
    }

    private Answer live(Call call) {
        return Answer.json(200, (json, out) -> {
            json.writeStartObject();
            json.writeStringProperty("status", "live");
            json.writeEndObject();
        });
    }

    private Answer contract(Call call) {
        return Answer.stored("application/yaml", contract);
    }

    /** What does not work though the node serves. Anybody may ask, so it names no address and no reason. */
    private List<String> degraded() {
        return projection
                .get()
                .filter(status -> status.state() == State.UNAVAILABLE || status.state() == State.DIVERGED)
                .map(status -> "postgres")
                .stream()
                .toList();
    }

    private static void writeHealth(JsonGenerator json, List<String> obstacles, List<String> degraded) {
        json.writeStartObject();
        json.writeStringProperty("status", obstacles.isEmpty() ? "ready" : "not-ready");
        json.writeArrayPropertyStart("reasons");
        obstacles.forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("degraded");
        degraded.forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static Bytes contract() {
        try (InputStream in = HealthRoutes.class.getResourceAsStream(CONTRACT)) {
            if (in == null) {
                throw new IllegalStateException("the contract is not on the class path: " + CONTRACT);
            }
            return Bytes.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
