package io.cfguardian.http.route;

import io.cfguardian.app.config.ConfigQueries.ConfigPage;
import io.cfguardian.app.config.ConfigQueries.ConfigText;
import io.cfguardian.app.config.ConfigQueries.Documents;
import io.cfguardian.app.config.DiffConfig.Difference;
import io.cfguardian.app.read.AsOf;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.ConfigAnswers;
import io.cfguardian.http.answer.Envelopes;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Conditions;
import io.cfguardian.http.request.Cursor;
import io.cfguardian.http.request.EntityTag;
import io.cfguardian.http.request.EntityTag.Form;
import io.cfguardian.http.request.Paging;
import io.cfguardian.http.request.Parameters;
import io.cfguardian.http.request.ReadOptions;
import io.cfguardian.http.watch.LongPolls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Configs as they are and were: list, read, wait, the document alone, history, comparison. */
final class ConfigReadRoutes {

    private static final String PROPERTIES = "text/x-java-properties";
    private static final int PREFIX_CHARS_MAX = 128;

    private final UseCases useCases;
    private final LongPolls longPolls;

    ConfigReadRoutes(UseCases useCases, LongPolls longPolls) {
        this.useCases = useCases;
        this.longPolls = longPolls;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Paths.CONFIG, this::newest).taking("atRevision", "at", "wait", "consistency", "minRevision"),
                Route.get(Paths.CONFIG + "/value", this::value)
                        .taking("atRevision", "at", "consistency", "minRevision")
                        .producing(Route.JSON, Route.YAML, PROPERTIES),
                Route.get(Paths.CONFIGS, this::list)
                        .taking(
                                "prefix",
                                "include",
                                "limit",
                                "cursor",
                                "atRevision",
                                "at",
                                "consistency",
                                "minRevision"),
                Route.get(Paths.CONFIG + "/versions", this::versions)
                        .taking("limit", "cursor", "consistency", "minRevision"),
                Route.get(Paths.CONFIG + "/versions/{version}", this::version).taking("consistency", "minRevision"),
                Route.get(Paths.CONFIG + "/diff", this::diff).taking("from", "to", "consistency", "minRevision"));
    }

    private Answer list(Call call) {
        EnvironmentId environment = call.environment();
        Optional<Cursor> cursor = Cursor.of(call);
        AsOf asked = ReadOptions.asOf(call, useCases.clock());
        // All pages show the state of the first one.
        AsOf asOf =
                cursor.<AsOf>map(at -> new AsOf.At(new Revision(at.revision()))).orElse(asked);
        @Nullable
        ConfigKey after = cursor.isPresent() ? new ConfigKey(cursor.get().position()) : null;
        ConfigPage found = Results.found(useCases.configs()
                        .list(
                                ReadOptions.of(call),
                                environment,
                                prefix(call),
                                asOf,
                                after,
                                Paging.limit(call),
                                includesValue(call) ? Documents.INCLUDED : Documents.LEFT_OUT))
                .value();
        ConfigKey last = found.page().next();
        String next =
                last == null ? null : new Cursor(last.value(), found.asOf().value()).encode(call);
        return Pages.of(found.page().items(), next, Envelopes::write).at(found.asOf());
    }

    /** The parameter {@code prefix}, "" when it is left out. */
    static String prefix(Call call) {
        String prefix = call.query().text("prefix").orElse("");
        boolean given = call.query().text("prefix").isPresent();
        if (given && (prefix.length() > PREFIX_CHARS_MAX || !prefix.matches("[a-z0-9][a-z0-9._-]*"))) {
            throw Parameters.invalid("prefix", "prefix is what a config key can begin with.");
        }
        return prefix;
    }

    /** Whether {@code include=value} is asked for. */
    static boolean includesValue(Call call) {
        Optional<String> include = call.query().text("include");
        if (include.isPresent() && !include.get().equals("value")) {
            throw Parameters.invalid("include", "include is value.");
        }
        return include.isPresent();
    }

    private Answer newest(Call call) {
        if (call.query().text("wait").isPresent()) {
            return longPolls.answer(call, read -> newest(call, read, AsOf.Now.NOW));
        }
        return envelope(call, newest(call, ReadOptions.of(call), ReadOptions.asOf(call, useCases.clock())));
    }

    /** The newest version, which must not be a tombstone. */
    private Found<ConfigText> newest(Call call, ReadRequest request, AsOf asOf) {
        return live(Results.found(useCases.configs().newest(request, call.config(), asOf)));
    }

    private static Found<ConfigText> live(Found<ConfigText> found) {
        ConfigVersion config = found.value().config();
        if (config.isLive()) {
            return found;
        }
        throw ConfigAnswers.deleted(config)
                .header("Cfg-Revision", found.revision().toString())
                .exception();
    }

    private static Answer envelope(Call call, Found<ConfigText> found) {
        return ConfigAnswers.envelope(call, found);
    }

    private Answer version(Call call) {
        return envelope(
                call, Results.found(useCases.configs().version(ReadOptions.of(call), call.config(), call.version())));
    }

    private Answer versions(Call call) {
        return Pages.of(
                call,
                useCases.configs()
                        .versions(
                                ReadOptions.of(call),
                                call.config(),
                                Paging.after(call, Paging::version),
                                Paging.limit(call)),
                (JsonGenerator json, ConfigVersion config) -> Envelopes.write(json, config));
    }

    private Answer value(Call call) {
        Found<ConfigText> found = newest(call, ReadOptions.of(call), ReadOptions.asOf(call, useCases.clock()));
        Document document = found.value().document();
        if (document == null) {
            throw new IllegalStateException("a live config has no document: " + call.config());
        }
        String mediaType = call.accept().best(offered(document));
        EntityTag tag = new EntityTag(
                found.value().config().version(),
                form(mediaType, document.mediaType().text()));
        Answer answer = Conditions.isKnown(call, tag)
                ? Answer.empty(304)
                : switch (tag.form()) {
                    case STORED -> Answer.stored(mediaType, document.text());
                    case JSON -> Answer.stored(mediaType, document.json());
                    case YAML -> Answer.stored(mediaType, useCases.writer().yaml(parsed(document)));
                    case PROPERTIES ->
                        Answer.stored(mediaType, useCases.writer().properties(parsed(document)));
                };
        return answer.tagged(tag).header("Vary", "Accept").at(found.revision());
    }

    private JsonValue parsed(Document document) {
        return useCases.documents().stored(document);
    }

    /** The stored notation first: it is what a client gets that takes anything. A scalar has no properties. */
    private List<String> offered(Document document) {
        List<String> offered = new ArrayList<>();
        offered.add(document.mediaType().text());
        offered.add(document.mediaType() == MediaType.JSON ? Route.YAML : Route.JSON);
        if (document.isStructure()) {
            offered.add(PROPERTIES);
        }
        return offered;
    }

    private static Form form(String mediaType, String stored) {
        if (mediaType.equals(stored)) {
            return Form.STORED;
        }
        return switch (mediaType) {
            case Route.JSON -> Form.JSON;
            case Route.YAML -> Form.YAML;
            default -> Form.PROPERTIES;
        };
    }

    private Answer diff(Call call) {
        Found<Difference> found = Results.found(useCases.diffConfig()
                .run(ReadOptions.of(call), call.config(), version(call, "from"), version(call, "to")));
        Difference difference = found.value();
        return Answer.json(200, (json, out) -> {
                    json.writeStartObject();
                    Envelopes.side(json, "from", difference.from());
                    Envelopes.side(json, "to", difference.to());
                    json.writeName("patch");
                    Json.write(json, difference.patch());
                    json.writeStringProperty("unified", difference.unified());
                    json.writeEndObject();
                })
                .at(found.revision());
    }

    private static Version version(Call call, String name) {
        return call.query()
                .number(name, 1, Long.MAX_VALUE)
                .map(Version::new)
                .orElseThrow(() -> Parameters.invalid(name, name + " is missing."));
    }
}
