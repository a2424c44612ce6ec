package io.cfguardian.http.route;

import io.cfguardian.app.audit.Audit.ChainHead;
import io.cfguardian.app.audit.Audit.Findings;
import io.cfguardian.app.audit.Audit.Span;
import io.cfguardian.app.audit.CommitFilter;
import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.event.EventKind;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Commits;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Paging;
import io.cfguardian.http.request.Parameters;
import io.cfguardian.http.request.ReadOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
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
                        .taking(
                                "project",
                                "environment",
                                "key",
                                "author",
                                "type",
                                "from",
                                "to",
                                "fromTime",
                                "toTime",
                                "limit",
                                "cursor",
                                "consistency",
                                "minRevision"),
                Route.get(Paths.AUDIT + "/head", this::head).taking("consistency", "minRevision"),
                Route.get(Paths.AUDIT + "/export", this::export)
                        .taking("from", "to", "consistency", "minRevision")
                        .producing(NDJSON));
    }

    private Answer list(Call call) {
        @Nullable Revision after = Paging.after(call, position -> new Revision(Long.parseLong(position)));
        int limit = Paging.limit(call);
        Found<Findings> found =
                Results.found(useCases.audit().list(ReadOptions.of(call), filter(call), span(call), after, limit));
        Page<Commit, Revision> page = found.value().page();
        boolean cut = page.next() != null && page.items().size() < limit;
        return Pages.found(
                        page.items(),
                        Paging.next(call, page.next()),
                        found.value().source(),
                        cut,
                        (json, out, commit) -> Commits.record(json, commit))
                .at(found.revision());
    }

    private static CommitFilter filter(Call call) {
        Parameters query = call.query();
        return new CommitFilter(
                query.named("author", Principal::new).orElse(null),
                query.named("project", ProjectKey::new).orElse(null),
                query.named("environment", EnvironmentKey::new).orElse(null),
                query.named("key", "config", ConfigKey::new)
                        .map(ConfigKey::value)
                        .orElse(null),
                query.text("type").map(AuditRoutes::kind).orElse(null));
    }

    private static EventKind kind(String text) {
        return EventKind.named(text)
                .orElseThrow(() ->
                        Parameters.invalid("type", "type is one of the types that changes have, such as configPut."));
    }

    private static Span span(Call call) {
        return new Span(
                from(call),
                to(call),
                ReadOptions.time(call, "fromTime").orElse(null),
                ReadOptions.time(call, "toTime").orElse(null));
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

    private static Revision from(Call call) {
        return call.query().number("from", 1, Long.MAX_VALUE).map(Revision::new).orElse(Revision.ZERO.next());
    }

    private static @Nullable Revision to(Call call) {
        return call.query().number("to", 1, Long.MAX_VALUE).map(Revision::new).orElse(null);
    }
}
