package io.cfguardian.http.route;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What probes and load balancers ask, and the contract itself. Needs no authentication. */
public final class HealthRoutes {

    private static final String CONTRACT = "/openapi.yaml";

    private final Cluster cluster;
    private final Bytes contract = contract();

    /** Routes that answer from what {@code cluster} knows at once. */
    public HealthRoutes(Cluster cluster) {
        this.cluster = cluster;
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
        return Answer.json(200, (json, out) -> writeHealth(json, cluster.obstacles()));
    }

    private Answer ready(Call call) {
        List<String> obstacles = cluster.obstacles();
        if (obstacles.isEmpty()) {
            return Answer.json(200, (json, out) -> writeHealth(json, obstacles));
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

    private static void writeHealth(JsonGenerator json, List<String> obstacles) {
        json.writeStartObject();
        json.writeStringProperty("status", obstacles.isEmpty() ? "ready" : "not-ready");
        json.writeArrayPropertyStart("reasons");
        obstacles.forEach(json::writeString);
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
