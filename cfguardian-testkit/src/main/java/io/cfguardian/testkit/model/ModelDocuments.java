package io.cfguardian.testkit.model;

import static io.cfguardian.testkit.scenario.AnswerText.named;

import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Operation.DeleteConfig;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.Operation.PutSchema;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.command.Premise.NewestVersion;
import io.cfguardian.domain.command.Premise.SchemaOf;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.schema.SchemaRef;
import io.cfguardian.testkit.model.Model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All versions of all schemas and configs, by {@code schema p/s} and {@code config p/e/c}. */
final class ModelDocuments {

    private final SortedMap<String, List<Held>> histories = new TreeMap<>();

    /**
     * One version.
     *
     * @param document null for a tombstone
     */
    record Held(@Nullable Document document, @Nullable SchemaRef schema) {}

    ModelDocuments copy() {
        ModelDocuments copy = new ModelDocuments();
        copy.histories.putAll(histories);
        return copy;
    }

    /** What is said of the command: its results; with "=" in front when nothing changed, "-" and a reason when refused. */
    String change(ChangeDocuments command, Map<String, Place> environments) {
        Optional<String> refusal = shape(command)
                .or(() -> demands(command))
                .or(() -> command.premises().stream()
                        .filter(premise -> !holds(premise))
                        .findFirst()
                        .map(ModelDocuments::changed));
        if (refusal.isPresent()) {
            return "-" + refusal.get();
        }
        List<String> results = new ArrayList<>();
        for (Operation operation : command.operations()) {
            String result = switch (operation) {
                case PutSchema put -> put(put.id(), new Held(put.document(), null));
                case PutConfig put ->
                    reasonAgainst(put, environments)
                            .orElseGet(() -> put(put.id(), new Held(put.document(), put.schema())));
                case DeleteConfig delete -> delete(delete.id(), environments);
            };
            if (result.startsWith("-")) {
                return result;
            }
            results.add(named(operation.id()) + " v" + history(operation.id()).size() + " " + result);
        }
        String all = String.join(", ", results);
        return results.stream().allMatch(result -> result.endsWith(" unchanged")) ? "=" + all : all;
    }

    private static Optional<String> shape(ChangeDocuments command) {
        TreeSet<String> seen = new TreeSet<>();
        for (Operation operation : command.operations()) {
            String name = named(operation.id());
            if (!operation.id().project().equals(command.project())) {
                return Optional.of("foreign document " + name);
            }
            if (!seen.add(name)) {
                return Optional.of("duplicate target " + name);
            }
        }
        return command.preconditions().stream()
                .map(Precondition::id)
                .filter(id -> !id.project().equals(command.project()))
                .findFirst()
                .map(id -> "foreign document " + named(id));
    }

    private Optional<String> demands(ChangeDocuments command) {
        List<Precondition> demands = new ArrayList<>(command.preconditions());
        command.operations().forEach(o -> demands.add(new Precondition(o.id(), o.expectation())));
        for (Precondition demand : demands) {
            String wanted = switch (demand.expectation()) {
                case Expectation.Simple.ANY -> "any";
                case Expectation.Simple.ABSENT -> "absent";
                case Expectation.Simple.PRESENT -> "present";
                case Expectation.At(var version) -> "v" + version;
            };
            int versions = history(demand.id()).size();
            boolean live = isLive(demand.id());
            boolean met = wanted.equals("any")
                    || (wanted.equals("absent") && !live)
                    || (wanted.equals("present") && live)
                    || (wanted.equals("v" + versions) && live);
            if (!met) {
                String is = live ? "v" + versions + " live" : versions > 0 ? "v" + versions + " deleted" : "none never";
                return Optional.of("version conflict " + named(demand.id()) + " wanted " + wanted + " is " + is);
            }
        }
        return Optional.empty();
    }

    private boolean holds(Premise premise) {
        return switch (premise) {
            case NewestVersion(var id, var version) -> history(id).size() == (version == null ? 0 : version.value());
            case SchemaOf(var id, var key) -> {
                SchemaRef named = isLive(id) ? history(id).getLast().schema() : null;
                yield named == null ? key == null : named.key().equals(key);
            }
        };
    }

    private static String changed(Premise premise) {
        return "premise changed "
                + switch (premise) {
                    case NewestVersion(var id, var version) ->
                        named(id) + " is " + (version == null ? "none" : "v" + version);
                    case SchemaOf(var id, var key) -> named(id) + " under " + (key == null ? "none" : key.value());
                };
    }

    private Optional<String> reasonAgainst(PutConfig put, Map<String, Place> environments) {
        Place place = environments.get(put.id().environmentId().toString());
        if (place == null) {
            return Optional.of("-not found environment " + put.id().environmentId());
        }
        SchemaRef schema = put.schema();
        if (schema == null) {
            return place.schemas() == SchemaDemand.REQUIRED
                    ? Optional.of("-schema required " + named(put.id()))
                    : Optional.empty();
        }
        SchemaId id = new SchemaId(put.id().project(), schema.key());
        return history(id).size() == schema.version().value()
                ? Optional.empty()
                : Optional.of("-premise changed " + named(id) + " is v" + schema.version());
    }

    private String put(DocumentId id, Held held) {
        boolean live = isLive(id);
        if (live && sameAsNewest(id, held)) {
            return "unchanged";
        }
        add(id, held);
        return live ? "changed" : "created";
    }

    private boolean sameAsNewest(DocumentId id, Held held) {
        Held newest = history(id).getLast();
        Document was = newest.document();
        Document is = held.document();
        return was != null
                && is != null
                && was.text().equals(is.text())
                && was.mediaType() == is.mediaType()
                && Optional.ofNullable(newest.schema()).equals(Optional.ofNullable(held.schema()));
    }

    private String delete(ConfigId id, Map<String, Place> environments) {
        if (!environments.containsKey(id.environmentId().toString())) {
            return "-not found environment " + id.environmentId();
        }
        if (!isLive(id)) {
            return "-not found config " + id;
        }
        add(id, new Held(null, null));
        return "deleted";
    }

    private void add(DocumentId id, Held held) {
        List<Held> longer = new ArrayList<>(history(id));
        longer.add(held);
        histories.put(named(id), longer);
    }

    List<Held> history(DocumentId id) {
        return histories.getOrDefault(named(id), List.of());
    }

    boolean isLive(DocumentId id) {
        return !history(id).isEmpty() && history(id).getLast().document() != null;
    }

    long liveConfigsIn(String environment) {
        return histories.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("config " + environment + "/"))
                .filter(entry -> entry.getValue().getLast().document() != null)
                .count();
    }

    long schemasIn(String project) {
        return histories.keySet().stream()
                .filter(name -> name.startsWith("schema " + project + "/"))
                .count();
    }
}
