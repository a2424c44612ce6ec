package io.cfguardian.http.route;

import io.cfguardian.app.config.ConfigQueries.ConfigText;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.search.JsonPath;
import io.cfguardian.app.search.JsonPathResult.InvalidJsonPath;
import io.cfguardian.app.search.JsonPathResult.ParsedJsonPath;
import io.cfguardian.app.search.Search.Extent;
import io.cfguardian.app.search.Search.Findings;
import io.cfguardian.app.search.SearchQuery;
import io.cfguardian.app.search.SearchQuery.Versions;
import io.cfguardian.app.search.VersionRef;
import io.cfguardian.app.search.Words;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Envelopes;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Paging;
import io.cfguardian.http.request.Parameters;
import io.cfguardian.http.request.ReadOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Documents by what is in them. */
final class SearchRoutes {

    private static final int TEXT_CHARS_MAX = 256;

    private final UseCases useCases;

    SearchRoutes(UseCases useCases) {
        this.useCases = useCases;
    }

    List<Route> routes() {
        return List.of(Route.get(Paths.SEARCH, this::search)
                .taking(
                        "text",
                        "path",
                        "project",
                        "environment",
                        "prefix",
                        "versions",
                        "include",
                        "limit",
                        "cursor",
                        "consistency",
                        "minRevision"));
    }

    private Answer search(Call call) {
        SearchQuery query = query(call);
        @Nullable VersionRef after = Paging.after(call, SearchRoutes::place);
        boolean values = ConfigReadRoutes.includesValue(call);
        Found<Findings> found =
                Results.found(useCases.search().find(ReadOptions.of(call), query, after, Paging.limit(call)));
        Findings findings = found.value();
        VersionRef next = findings.next();
        return Pages.found(
                        findings.items(),
                        Paging.next(call, next == null ? null : position(next)),
                        findings.source(),
                        findings.extent() == Extent.CUT,
                        (json, out, item) ->
                                Envelopes.write(json, out, values ? item : new ConfigText(item.config(), null)))
                .at(found.revision());
    }

    private static SearchQuery query(Call call) {
        Optional<String> text = call.query().text("text");
        Optional<String> path = call.query().text("path");
        if (text.isEmpty() && path.isEmpty()) {
            throw Parameters.invalid("text", "text or path is needed, or both.");
        }
        return new SearchQuery(
                text.map(SearchRoutes::words).orElse(List.of()),
                path.map(SearchRoutes::path).orElse(null),
                call.query().named("project", ProjectKey::new).orElse(null),
                call.query().named("environment", EnvironmentKey::new).orElse(null),
                ConfigReadRoutes.prefix(call),
                versions(call));
    }

    private static List<String> words(String text) {
        List<String> words = text.length() > TEXT_CHARS_MAX ? List.of() : Words.inOrder(text);
        if (words.isEmpty()) {
            throw Parameters.invalid(
                    "text", "text has 1 to " + TEXT_CHARS_MAX + " characters, a letter or a digit among them.");
        }
        return words;
    }

    private static JsonPath path(String text) {
        return switch (JsonPath.parse(text)) {
            case ParsedJsonPath(JsonPath path) -> path;
            case InvalidJsonPath(String reason, int position) ->
                throw Parameters.invalid("path", "path is no JSONPath at character " + position + ": " + reason + ".");
        };
    }

    private static Versions versions(Call call) {
        return switch (call.query().text("versions").orElse("current")) {
            case "current" -> Versions.CURRENT;
            case "all" -> Versions.ALL;
            default -> throw Parameters.invalid("versions", "versions is current or all.");
        };
    }

    /** No key has a slash. */
    private static String position(VersionRef ref) {
        return String.join(
                "/",
                ref.id().project().value(),
                ref.id().environment().value(),
                ref.id().key().value(),
                String.valueOf(ref.version().value()));
    }

    private static VersionRef place(String position) {
        String[] parts = position.split("/", -1);
        return new VersionRef(
                new ConfigId(new ProjectKey(parts[0]), new EnvironmentKey(parts[1]), new ConfigKey(parts[2])),
                new Version(Long.parseLong(parts[3])));
    }
}
