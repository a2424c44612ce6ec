package io.cfguardian.http.route;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.cluster.ReadinessCheck;
import io.cfguardian.app.cluster.ReadinessCheck.Subject;
import io.cfguardian.app.projection.ProjectionStatus.State;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What probes and load balancers ask, and the contract itself. Needs no authentication. */
public final class HealthRoutes {

    /** What probes ask: by the node's address, whatever its name, and as often as they like. Each is known at once. */
    public static final Set<String> PROBED = Set.of("/health", "/live", "/ready");

    private static final String CONTRACT = "/openapi.yaml";
    private static final String POSTGRES = "postgres";

    private final Cluster cluster;
    private final Supplier<Optional<State>> projection;
    private final Bytes contract = contract();

    /** Routes that answer from what {@code cluster} and {@code projection} know at once. */
    public HealthRoutes(Cluster cluster, Supplier<Optional<State>> projection) {
        this.cluster = cluster;
        this.projection = projection;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get("/health", call -> health()).forAnybody(),
                Route.get("/ready", call -> ready()).forAnybody(),
                Route.get("/live", call -> live()).forAnybody(),
                Route.get(CONTRACT, this::contract)
                        .producing("application/yaml")
                        .forAnybody());
    }

    /**
     * What one of {@link #PROBED} is answered; never waits.
     *
     * @throws ProblemException when the node is asked whether it is ready, and is not
     */
    public Answer probed(String path) {
        return switch (path) {
            case "/health" -> health();
            case "/ready" -> ready();
            case "/live" -> live();
            default -> throw new IllegalArgumentException("nothing that probes ask: " + path);
        };
    }

    private Answer health() {
        List<String> obstacles = cluster.obstacles();
        Optional<State> projecting = projection.get();
        return Answer.json(200, (json, out) -> writeHealth(json, obstacles, projecting, null));
    }

    private Answer ready() {
        List<ReadinessCheck> checks = cluster.checks();
        List<String> obstacles = checks.stream()
                .flatMap(check -> Stream.ofNullable(check.obstacle()))
                .toList();
        Optional<State> projecting = projection.get();
        JsonArray shown = shown(checks, projecting);
        if (obstacles.isEmpty()) {
            return Answer.json(200, (json, out) -> writeHealth(json, obstacles, projecting, shown));
        }
        throw Problem.of(ProblemType.UNAVAILABLE, "This node is not ready.")
                .with("reasons", obstacles)
                .with("checks", shown)
                .retryAfter(1)
                .exception();
    }

    private Answer live() {
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
    private static boolean isDegraded(State projection) {
        return projection == State.UNAVAILABLE || projection == State.DIVERGED;
    }

    private static void writeHealth(
            JsonGenerator json, List<String> obstacles, Optional<State> projection, @Nullable JsonArray checks) {
        json.writeStartObject();
        json.writeStringProperty("status", obstacles.isEmpty() ? "ready" : "not-ready");
        json.writeArrayPropertyStart("reasons");
        obstacles.forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("degraded");
        projection.filter(HealthRoutes::isDegraded).ifPresent(state -> json.writeString(POSTGRES));
        json.writeEndArray();
        if (checks != null) {
            json.writeName("checks");
            Json.write(json, checks);
        }
        json.writeEndObject();
    }

    /** What a node needs, and what it can do without. */
    private static JsonArray shown(List<ReadinessCheck> checks, Optional<State> projection) {
        Stream<JsonValue> needed = checks.stream()
                .map(check -> shown(name(check.subject()), check.passes() ? "ok" : "failing", check.age()));
        Stream<JsonValue> optional =
                projection.stream().map(state -> shown(POSTGRES, isDegraded(state) ? "degraded" : "ok", Duration.ZERO));
        return new JsonArray(Stream.concat(needed, optional).toList());
    }

    private static JsonValue shown(String name, String state, Duration age) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("name", new JsonString(name));
        members.put("state", new JsonString(state));
        members.put("ageMillis", new JsonNumber(BigDecimal.valueOf(age.toMillis())));
        return new JsonObject(members);
    }

    private static String name(Subject subject) {
        return subject.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
