package io.cfguardian.testkit.scenario;

import static io.cfguardian.testkit.example.Examples.NOON;
import static io.cfguardian.testkit.example.Examples.config;
import static io.cfguardian.testkit.example.Examples.environment;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.schema;

import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.schema.SchemaRef;
import io.cfguardian.domain.state.SequenceWindow;
import io.cfguardian.testkit.state.InMemoryState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Runs one text. A line at the margin is a command (see {@link CommandText}) or {@code show}; lines that begin with "+" go
 * on with it; indented lines are the answer. Words in brackets before a command say who asks and when: {@code [bob]},
 * {@code [key=K]} for a client's request key, {@code [wait=24h]} to let time pass before, {@code [clock=-1h]} for a node
 * whose clock is off. A second passes before each command. Lines that begin with "#" are prose.
 */
final class Scenario {

    private static final int ALL = 1_000;

    private final InMemoryState state = new InMemoryState();
    private final List<String> transcript = new ArrayList<>();
    private Instant clock = NOON;
    private long made;

    /** {@code text} with the answers that were really given. */
    static String run(String text) {
        Scenario scenario = new Scenario();
        List<String> lines = text.lines()
                .filter(Predicate.not(line -> line.startsWith("    ")))
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            scenario.transcript.add(lines.get(i));
            if (lines.get(i).isEmpty() || lines.get(i).startsWith("#")) {
                continue;
            }
            List<String> more = lines.subList(i + 1, lines.size()).stream()
                    .takeWhile(line -> line.startsWith("+"))
                    .toList();
            scenario.transcript.addAll(more);
            scenario.answers(
                            lines.get(i),
                            more.stream().map(line -> line.substring(1).strip()).toList())
                    .forEach(answer -> scenario.transcript.add("    " + answer));
            i += more.size();
        }
        return String.join("\n", scenario.transcript) + "\n";
    }

    private List<String> answers(String line, List<String> more) {
        if (line.startsWith("show ")) {
            return show(new Words(line));
        }
        int end = line.startsWith("[") ? line.indexOf(']') : 0;
        List<String> options =
                end == 0 ? List.of() : List.of(line.substring(1, end).split(" "));
        String command = end == 0 ? line : line.substring(end + 1).strip();
        return List.of(AnswerText.of(Transition.step(state, state, envelope(options, command, more))));
    }

    private Envelope envelope(List<String> options, String command, List<String> more) {
        made++;
        RequestId id = new RequestId(Origin.NODE, "n" + made);
        Principal principal = new Principal("alice");
        Duration off = Duration.ZERO;
        clock = clock.plusSeconds(1);
        for (String option : options) {
            String value = option.substring(option.indexOf('=') + 1);
            switch (option.substring(0, option.length() - value.length())) {
                case "" -> principal = new Principal(value);
                case "key=" -> id = new RequestId(Origin.CLIENT, value);
                case "wait=" -> clock = clock.plus(duration(value));
                case "clock=" -> off = duration(value);
                default -> throw new IllegalArgumentException("no such option: " + option);
            }
        }
        return new Envelope(
                id,
                new Actor.Node(principal),
                null,
                clock.plus(off),
                hash(command + more),
                CommandText.parse(command, more));
    }

    private static Duration duration(String text) {
        return text.startsWith("-") ? Duration.parse("PT" + text.substring(1)).negated() : Duration.parse("PT" + text);
    }

    private List<String> show(Words words) {
        words.next();
        return switch (words.next()) {
            case "journal" ->
                state.commits(Revision.ZERO, ALL).stream().map(Scenario::line).toList();
            case "config" ->
                state.versions(config(words.next()), null, ALL).stream()
                        .map(Scenario::line)
                        .toList();
            case "schema" ->
                state.versions(schema(words.next()), null, ALL).stream()
                        .map(version ->
                                "v" + version.version() + " r" + version.stamp().revision())
                        .toList();
            case "project" ->
                state.project(project(words.next())).stream()
                        .map(p -> (p.isLive() ? "live" : "deleted") + ", environments " + p.environments()
                                + ", schemas " + p.schemas())
                        .toList();
            case "environment" ->
                state.environment(environment(words.next())).stream()
                        .map(e -> "schemas " + e.schemas() + ", configs " + e.configs())
                        .toList();
            case "requests" ->
                List.of("clients " + line(state.head().clientRequests()) + ", nodes "
                        + line(state.head().nodeRequests()));
            case String other -> throw new IllegalArgumentException("nothing to show: " + other);
        };
    }

    private static String line(Commit commit) {
        return "r" + commit.revision() + " " + commit.time() + " " + commit.author() + " "
                + commit.events().stream()
                        .map(e -> AnswerText.named(e.subject()))
                        .toList();
    }

    private static String line(ConfigVersion version) {
        String what = switch (version.content()) {
            case Live(var ignored, SchemaRef schema) -> schema == null ? "live" : "live under " + schema;
            case ConfigVersion.Deleted ignored -> "deleted";
        };
        return "v" + version.version() + " r" + version.stamp().revision() + " " + what;
    }

    private static String line(SequenceWindow window) {
        return window.first() + " to " + window.next();
    }
}
