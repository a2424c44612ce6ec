package io.cfguardian.testkit.model;

import io.cfguardian.domain.command.ClusterCommand;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteEnvironment;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.project.SchemaDemand;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Predicts the answer to each command, as the line that {@code AnswerText} makes of it. */
final class Model {

    private final SortedMap<String, String> projects = new TreeMap<>();
    private final SortedMap<String, Long> graves = new TreeMap<>();
    private final SortedMap<String, Place> environments = new TreeMap<>();
    private ModelDocuments documents = new ModelDocuments();
    private final Map<Origin, ModelWindow> windows =
            new TreeMap<>(Map.of(Origin.CLIENT, new ModelWindow(24 * 60 * 60), Origin.NODE, new ModelWindow(10 * 60)));
    private long revision;
    private Instant time = Instant.EPOCH;

    /** What is known of an environment. */
    record Place(String description, SchemaDemand schemas) {}

    String step(Envelope envelope) {
        String key = envelope.principal().name() + " " + envelope.requestId().value();
        ModelWindow window = window(envelope.requestId().origin());
        Optional<ModelWindow.Said> said = window.find(key);
        if (said.isPresent()) {
            return said.get().fingerprint().equals(envelope.fingerprint())
                    ? "again " + said.get().answer()
                    : "rejected r" + revision + ": request reused";
        }
        Instant now = envelope.time().compareTo(time) > 0 ? envelope.time() : time;
        String answer = answer(envelope.command());
        if (!answer.contains(": premise changed ")) {
            window.add(new ModelWindow.Said(key, envelope.fingerprint(), now, answer));
            time = now;
        }
        return answer;
    }

    private String answer(Command command) {
        ModelDocuments after = documents.copy();
        String said = switch (command) {
            case CreateProject c -> createProject(c.project().value(), c.description());
            case UpdateProject c -> updateProject(c.project().value(), c.description());
            case DeleteProject c -> deleteProject(c.project().value());
            case CreateEnvironment c -> createEnvironment(c.id(), new Place(c.description(), c.schemas()));
            case UpdateEnvironment c -> updateEnvironment(c);
            case DeleteEnvironment c -> deleteEnvironment(c.id());
            case ChangeDocuments c ->
                projects.containsKey(c.project().value())
                        ? after.change(c, environments)
                        : "-not found project " + c.project();
            case ClusterCommand ignored -> throw new IllegalArgumentException("the model knows of no nodes");
            case IdentityCommand ignored -> throw new IllegalArgumentException("the model knows of no identity");
        };
        if (said.startsWith("-")) {
            return "rejected r" + revision + ": " + said.substring(1);
        }
        if (said.startsWith("=")) {
            return "unchanged r" + revision + ": " + said.substring(1);
        }
        documents = after;
        revision++;
        return "committed r" + revision + ": " + said;
    }

    private String createProject(String key, String description) {
        if (graves.containsKey(key)) {
            return "-key retired project " + key + " at r" + graves.get(key);
        }
        if (projects.containsKey(key)) {
            return "-already exists project " + key;
        }
        projects.put(key, description);
        return "project " + key + " created";
    }

    private String updateProject(String key, String description) {
        if (!projects.containsKey(key)) {
            return "-not found project " + key;
        }
        boolean same = description.equals(projects.put(key, description));
        return same ? "=project " + key + " unchanged" : "project " + key + " changed";
    }

    private String deleteProject(String key) {
        if (!projects.containsKey(key)) {
            return "-not found project " + key;
        }
        if (environmentsOf(key) > 0) {
            return "-not empty project " + key;
        }
        projects.remove(key);
        graves.put(key, revision + 1);
        return "project " + key + " deleted";
    }

    private String createEnvironment(EnvironmentId id, Place place) {
        if (!projects.containsKey(id.project().value())) {
            return "-not found project " + id.project();
        }
        if (environments.putIfAbsent(id.toString(), place) != null) {
            return "-already exists environment " + id;
        }
        return "environment " + id + " created";
    }

    private String updateEnvironment(UpdateEnvironment command) {
        Place before = environments.get(command.id().toString());
        if (before == null) {
            return missing(command.id());
        }
        Place after = new Place(
                Optional.ofNullable(command.description()).orElse(before.description()),
                Optional.ofNullable(command.schemas()).orElse(before.schemas()));
        environments.put(command.id().toString(), after);
        return after.equals(before)
                ? "=environment " + command.id() + " unchanged"
                : "environment " + command.id() + " changed";
    }

    private String deleteEnvironment(EnvironmentId id) {
        if (!environments.containsKey(id.toString())) {
            return missing(id);
        }
        if (documents.liveConfigsIn(id.toString()) > 0) {
            return "-not empty environment " + id;
        }
        environments.remove(id.toString());
        return "environment " + id + " deleted";
    }

    private String missing(EnvironmentId id) {
        return projects.containsKey(id.project().value())
                ? "-not found environment " + id
                : "-not found project " + id.project();
    }

    long revision() {
        return revision;
    }

    Instant time() {
        return time;
    }

    long projects() {
        return projects.size();
    }

    boolean hasProject(String key) {
        return projects.containsKey(key);
    }

    long environmentsOf(String project) {
        return environments.keySet().stream()
                .filter(id -> id.startsWith(project + "/"))
                .count();
    }

    Optional<Place> environment(String id) {
        return Optional.ofNullable(environments.get(id));
    }

    ModelDocuments documents() {
        return documents;
    }

    ModelWindow window(Origin origin) {
        ModelWindow window = windows.get(origin);
        if (window == null) {
            throw new IllegalStateException("no window for " + origin);
        }
        return window;
    }
}
