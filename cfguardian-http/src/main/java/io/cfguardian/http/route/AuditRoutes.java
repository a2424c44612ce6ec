package io.cfguardian.http.route;

import io.cfguardian.app.audit.Audit.ChainHead;
import io.cfguardian.app.audit.Audit.Selection;
import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.key.InvalidKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Commits;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Paging;
import io.cfguardian.http.request.ReadOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The journal for auditors: list, head, export. */
final class AuditRoutes {

    private static final String NDJSON = "application/x-ndjson";

    /** How many commits of an export are in memory at once. */
    private static final int EXPORT_CHUNK = 256;

    private final UseCases useCases;
    private final Cluster cluster;

    AuditRoutes(UseCases useCases) {
        this.useCases = useCases;
        this.cluster = useCases.cluster();
    }

    List<Route> routes() {
        return List.of(
                Route.get(Paths.AUDIT, this::list)
                        .taking("project", "from", "to", "limit", "cursor", "consistency", "minRevision"),
                Route.get(Paths.AUDIT + "/head", this::head).taking("consistency", "minRevision"),
                Route.get(Paths.AUDIT + "/export", this::export)
                        .taking("from", "to", "consistency", "minRevision")
                        .producing(NDJSON));
    }

    private Answer list(Call call) {
        Selection selection = new Selection(project(call), from(call), to(call));
        @Nullable Revision after = Paging.after(call, position -> new Revision(Long.parseLong(position)));
        return Pages.of(
                call,
                useCases.audit().list(ReadOptions.of(call), selection, after, Paging.limit(call)),
                Commits::record);
    }

    private Answer head(Call call) {
        Found<ChainHead> found = Results.found(useCases.audit().head(ReadOptions.of(call)));
        ChainHead head = found.value();
        boolean empty = head.revision().equals(Revision.ZERO);
        String clusterId = cluster.status().clusterId();
        return Answer.json(200, (json, out) -> {
                    json.writeStartObject();
                    json.writeStringProperty("clusterId", clusterId);
                    json.writeNumberProperty("revision", head.revision().value());
                    json.writeStringProperty("hash", head.hash().hex());
                    Json.time(json, "time", empty ? null : head.time());
                    json.writeEndObject();
                })
                .at(found.revision());
    }

    private Answer export(Call call) {
        Revision from = from(call);
        @Nullable Revision asked = to(call);
        Found<List<Commit>> first = Results.found(useCases.audit().export(ReadOptions.of(call), from, EXPORT_CHUNK));
        Revision to = asked == null || asked.isAfter(first.revision()) ? first.revision() : asked;
        String name = "cfguardian-audit-%s-%s.ndjson".formatted(from, to);
        return Answer.streamed(NDJSON, out -> export(ReadOptions.own(call), first.value(), to, out))
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .at(first.revision());
    }

    /** Writes commits up to {@code to}, reading on whenever those at hand are written. */
    private void export(ReadRequest request, List<Commit> first, Revision to, OutputStream out) throws IOException {
        List<Commit> commits = first;
        while (!commits.isEmpty()) {
            for (Commit commit : commits) {
                if (commit.revision().isAfter(to)) {
                    return;
                }
                try (JsonGenerator json = Json.generator(out)) {
                    Commits.record(json, commit);
                }
                out.write('\n');
            }
            Revision next = commits.getLast().revision().next();
            commits = next.isAfter(to)
                    ? List.of()
                    : Results.found(useCases.audit().export(request, next, EXPORT_CHUNK))
                            .value();
        }
    }

    private static @Nullable ProjectKey project(Call call) {
        Optional<String> project = call.query().text("project");
        try {
            return project.map(ProjectKey::new).orElse(null);
        } catch (InvalidKey e) {
            throw Problem.invalidName("project", project.orElse(""))
                    .with("parameter", "project")
                    .exception();
        }
    }

    private static Revision from(Call call) {
        return call.query().number("from", 1, Long.MAX_VALUE).map(Revision::new).orElse(Revision.ZERO.next());
    }

    private static @Nullable Revision to(Call call) {
        return call.query().number("to", 1, Long.MAX_VALUE).map(Revision::new).orElse(null);
    }
}
