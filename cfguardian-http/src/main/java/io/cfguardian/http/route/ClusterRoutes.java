package io.cfguardian.http.route;

import io.cfguardian.app.cluster.ClusterStatus;
import io.cfguardian.app.cluster.ClusterStatus.Member;
import io.cfguardian.app.cluster.ClusterStatus.Role;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.request.Call;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The nodes, as this one sees them. */
final class ClusterRoutes {

    private final UseCases useCases;

    ClusterRoutes(UseCases useCases) {
        this.useCases = useCases;
    }

    List<Route> routes() {
        return List.of(Route.get(Paths.CLUSTER, this::status));
    }

    private Answer status(Call call) {
        Found<ClusterStatus> found = Results.found(useCases.clusterQueries().status(call.actor()));
        ClusterStatus status = found.value();
        return Answer.json(200, (json, out) -> {
                    json.writeStartObject();
                    json.writeStringProperty("clusterId", status.clusterId());
                    json.writeNumberProperty("revision", status.revision().value());
                    json.writeStringProperty("chainHead", status.chainHead().hex());
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
        Json.text(json, "role", role == null ? null : name(role));
        Json.number(json, "term", member.term());
        Json.number(json, "appliedIndex", member.appliedIndex());
        Json.number(json, "revision", revision == null ? null : revision.value());
        Json.number(json, "lag", member.lag());
        Json.number(json, "lastContactMillis", member.lastContactMillis());
        Json.text(json, "chainHead", chainHead == null ? null : chainHead.hex());
        json.writeEndObject();
    }

    private static String name(Role role) {
        return switch (role) {
            case LEADER -> "leader";
            case FOLLOWER -> "follower";
            case LEARNER -> "learner";
        };
    }
}
