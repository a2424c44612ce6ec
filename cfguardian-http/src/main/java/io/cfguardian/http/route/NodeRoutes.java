package io.cfguardian.http.route;

import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Phase;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.command.ClusterCommand;
import io.cfguardian.domain.command.ClusterCommand.AddNode;
import io.cfguardian.domain.command.ClusterCommand.PromoteNode;
import io.cfguardian.domain.command.ClusterCommand.RemoveNode;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.answer.Results.Written;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.json.StrictJson;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Conditions;
import io.cfguardian.http.request.WriteOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds, promotes and removes nodes. What is answered is recorded; the leader brings it about, as GET cluster shows. */
final class NodeRoutes {

    private static final String ID = "id";
    private static final String ADDRESS = "address";
    private static final String HTTP = "http";
    private static final String STANDING = "standing";
    private static final Map<String, Standing> STANDINGS = Map.of("voter", Standing.VOTER, "learner", Standing.LEARNER);

    private final UseCases useCases;

    NodeRoutes(UseCases useCases) {
        this.useCases = useCases;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", Paths.NODES, BodyRule.structure(Route.JSON), this::add),
                Route.of("POST", Paths.NODE + "/promote", BodyRule.NONE, this::promote),
                Route.delete(Paths.NODE, this::remove));
    }

    private Answer add(Call call) {
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of(ID, ADDRESS, HTTP, STANDING));
        String text = body.text(ID, NodeId.CHARS_MAX);
        NodeId id = NodeId.parse(text)
                .orElseThrow(() ->
                        Problem.invalidName("node", NodeId.CHARS_MAX, text).exception());
        String address = address(body, ADDRESS);
        String http = address(body, HTTP);
        Standing standing = body.has(STANDING) ? body.word(STANDING, STANDINGS) : Standing.VOTER;
        return write(call, id, new AddNode(id, address, http, standing), Phase.JOINING);
    }

    private static String address(Members body, String name) {
        String address = body.text(name, ClusterNode.ADDRESS_CHARS_MAX);
        if (!ClusterNode.isAddress(address)) {
            throw Members.invalid("Expected host:port.", body.place(name));
        }
        return address;
    }

    private Answer promote(Call call) {
        return write(call, call.node(), new PromoteNode(call.node()), Phase.JOINING);
    }

    private Answer remove(Call call) {
        return write(call, call.node(), new RemoveNode(call.node()), Phase.LEAVING);
    }

    private Answer write(Call call, NodeId id, ClusterCommand command, Phase phase) {
        Conditions.refuse(call);
        var request = WriteOptions.of(call);
        Written written = Results.written(useCases.writes().run(request, command), request, MediaType.JSON);
        // Nothing to change: a voter is to be one, or a node that leaves is to leave.
        Phase after = written.time() == null && phase == Phase.JOINING ? Phase.SETTLED : phase;
        return written.mark(Answer.json(202, (json, out) -> {
            json.writeStartObject();
            json.writeStringProperty(ID, id.value());
            json.writeStringProperty("phase", ClusterRoutes.name(after));
            json.writeEndObject();
        }));
    }
}
