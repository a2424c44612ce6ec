package io.cfguardian.http.route;

import io.cfguardian.app.cluster.ClusterStatus;
import io.cfguardian.app.cluster.ClusterStatus.Member;
import io.cfguardian.app.cluster.ClusterStatus.Role;
import io.cfguardian.app.cluster.LeaderMove;
import io.cfguardian.app.cluster.LeaderMove.Moved;
import io.cfguardian.app.cluster.LeaderMove.NoSuchMember;
import io.cfguardian.app.cluster.LeaderMove.NotMoved;
import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.domain.cluster.ClusterNode.Phase;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.json.StrictJson;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** The nodes, as this one sees them. */
final class ClusterRoutes {

    private static final String ID = "id";
    private static final int ID_CHARS_MAX = 64;
    private static final int RETRY_SECONDS = 5;

    private final UseCases useCases;

    ClusterRoutes(UseCases useCases) {
        this.useCases = useCases;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Paths.CLUSTER, this::status),
                Route.of("POST", Paths.CLUSTER + "/leader", BodyRule.structure(Route.JSON), this::lead));
    }

    private Answer lead(Call call) {
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of(ID));
        String id = body.optionalText(ID, ID_CHARS_MAX).orElse(null);
        Found<LeaderMove> found = Results.found(useCases.moveLeadership().move(call.actor(), id));
        return switch (found.value()) {
            case Moved(String leader, long term) ->
                Answer.json(200, (json, out) -> {
                            json.writeStartObject();
                            json.writeStringProperty("leader", leader);
                            json.writeNumberProperty("term", term);
                            json.writeEndObject();
                        })
                        .at(found.revision());
            case NoSuchMember.NO_SUCH_MEMBER ->
                throw Problem.of(ProblemType.NOT_FOUND, "No node of the cluster has this id.")
                        .with("kind", "node")
                        .with("name", String.valueOf(id))
                        .exception();
            case NotMoved.NOT_MOVED ->
                throw Problem.of(
                                ProblemType.UNAVAILABLE,
                                "Leadership did not move in time: the node is away or far behind, or there is no leader.")
                        .retryAfter(RETRY_SECONDS)
                        .exception();
        };
    }

    private Answer status(Call call) {
        Found<ClusterStatus> found = Results.found(useCases.clusterQueries().status(call.actor()));
        ClusterStatus status = found.value();
        Optional<ProjectionStatus> projection = useCases.projection().get();
        return Answer.json(200, (json, out) -> {
                    json.writeStartObject();
                    json.writeStringProperty("clusterId", status.clusterId());
                    json.writeNumberProperty("revision", status.revision().value());
                    json.writeStringProperty("chainHead", status.chainHead().hex());
                    json.writeNumberProperty("format", status.format().value());
                    Json.text(json, "hindrance", status.hindrance());
                    ProjectionRoutes.write(json, projection.orElse(null));
                    json.writeArrayPropertyStart("members");
                    status.members().forEach(member -> write(json, member));
                    json.writeEndArray();
                    json.writeEndObject();
                })
                .at(found.revision());
    }

    private static void write(JsonGenerator json, Member member) {
        Role role = member.role();
        Revision revision = member.revision();
        var chainHead = member.chainHead();
        json.writeStartObject();
        json.writeStringProperty("id", member.id());
        json.writeStringProperty("address", member.address());
        Json.text(json, "http", member.http());
        json.writeStringProperty("standing", name(member.standing()));
        json.writeStringProperty("phase", name(member.phase()));
        Json.text(json, "role", role == null ? null : name(role));
        Json.number(json, "term", member.term());
        Json.number(json, "appliedIndex", member.appliedIndex());
        Json.number(json, "revision", revision == null ? null : revision.value());
        Json.number(json, "lag", member.lag());
        Json.number(json, "lastContactMillis", member.lastContactMillis());
        Json.text(json, "chainHead", chainHead == null ? null : chainHead.hex());
        json.writeEndObject();
    }

    private static String name(Standing standing) {
        return switch (standing) {
            case VOTER -> "voter";
            case LEARNER -> "learner";
        };
    }

    /** How an answer names a phase. */
    static String name(Phase phase) {
        return switch (phase) {
            case SETTLED -> "settled";
            case JOINING -> "joining";
            case LEAVING -> "leaving";
        };
    }

    private static String name(Role role) {
        return switch (role) {
            case LEADER -> "leader";
            case FOLLOWER -> "follower";
            case LEARNER -> "learner";
        };
    }
}
