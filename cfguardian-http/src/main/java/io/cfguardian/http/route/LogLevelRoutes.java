package io.cfguardian.http.route;

import io.cfguardian.app.logging.LogLevel;
import io.cfguardian.app.logging.LogLevels.Outcome;
import io.cfguardian.app.logging.LogLevels.Outcome.Changed;
import io.cfguardian.app.logging.LogLevels.Outcome.Refused;
import io.cfguardian.app.logging.LoggerLevel;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.json.StrictJson;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What the node that is asked logs. */
final class LogLevelRoutes {

    private static final String PATH = Paths.CLUSTER + "/log-levels";
    private static final String LOGGER = "logger";
    private static final String LEVEL = "level";
    private static final String SECONDS = "seconds";
    private static final int NAME_CHARS_MAX = 256;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$.-]+");
    private static final Duration LASTING_MAX = Duration.ofDays(1);

    /** Without a level: what the settings say. */
    private static final Map<String, Optional<LogLevel>> LEVELS = levels();

    private final UseCases useCases;

    LogLevelRoutes(UseCases useCases) {
        this.useCases = useCases;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, this::all), Route.of("POST", PATH, BodyRule.structure(Route.JSON), this::change));
    }

    private Answer all(Call call) {
        Found<List<LoggerLevel>> found = Results.found(useCases.logLevels().all(call.actor()));
        return Answer.json(200, (json, out) -> {
                    json.writeStartObject();
                    json.writeArrayPropertyStart("levels");
                    found.value().forEach(level -> write(json, level));
                    json.writeEndArray();
                    json.writeEndObject();
                })
                .at(found.revision());
    }

    private Answer change(Call call) {
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of(LOGGER, LEVEL, SECONDS));
        String logger = body.text(LOGGER, NAME_CHARS_MAX);
        if (!NAME.matcher(logger).matches()) {
            throw Members.invalid("A logger's name has A-Z, a-z, 0-9 and _$.- only.", body.place(LOGGER));
        }
        LogLevel level = body.word(LEVEL, LEVELS).orElse(null);
        Duration lasting = lasting(body, level);
        ReadResult<Outcome> result = level == null
                ? useCases.logLevels().reset(call.actor(), logger)
                : useCases.logLevels().set(call.actor(), logger, level, lasting);
        Found<Outcome> found = Results.found(result);
        return switch (found.value()) {
            case Changed(LoggerLevel now) ->
                Answer.json(200, (json, out) -> write(json, now)).at(found.revision());
            case Refused.NO_SUCH_LOGGER ->
                throw Problem.of(ProblemType.NOT_FOUND, "This node has no such logger, nor one below it.")
                        .with("kind", "logger")
                        .with("name", logger)
                        .exception();
            case Refused.TOO_DETAILED ->
                throw Members.invalid(
                        "Libraries log at most at info: below that some write down what they send and receive.",
                        body.place(LEVEL));
            case Refused.FIXED -> throw Members.invalid("The level of this logger never changes.", body.place(LOGGER));
        };
    }

    private static @Nullable Duration lasting(Members body, @Nullable LogLevel level) {
        if (!body.has(SECONDS)) {
            return null;
        }
        long seconds = body.count(SECONDS);
        if (seconds > LASTING_MAX.toSeconds()) {
            throw Members.invalid("seconds is at most %d.".formatted(LASTING_MAX.toSeconds()), body.place(SECONDS));
        }
        if (level == null) {
            throw Members.invalid("What the settings say lasts anyway.", body.place(SECONDS));
        }
        return Duration.ofSeconds(seconds);
    }

    private static void write(JsonGenerator json, LoggerLevel level) {
        LoggerLevel.Change change = level.change();
        Duration left = change == null ? null : change.left();
        json.writeStartObject();
        json.writeStringProperty(LOGGER, level.logger());
        json.writeStringProperty(LEVEL, level.level() == null ? "off" : name(level.level()));
        json.writeBooleanProperty("changed", change != null);
        Json.number(json, "secondsLeft", left == null ? null : left.toSeconds());
        json.writeEndObject();
    }

    private static Map<String, Optional<LogLevel>> levels() {
        Map<String, Optional<LogLevel>> levels = new TreeMap<>(Map.of("default", Optional.empty()));
        for (LogLevel level : LogLevel.values()) {
            levels.put(name(level), Optional.of(level));
        }
        return levels;
    }

    private static String name(LogLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
