package io.cfguardian.document.parse;

import io.cfguardian.domain.document.JsonValue;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 from the event stream of snakeyaml-engine, one document. Only its scanner and parser are used, which
 * keep their own stacks; composing, where depth and aliases bite, is done by {@link YamlComposer}. Used by many threads.
 */
final class YamlReader {

    /** Problems that are worth passing on; others may quote the text. */
    private static final Set<String> PROBLEMS = Set.of(
            "mapping values are not allowed here",
            "sequence entries are not allowed here",
            "mapping keys are not allowed here",
            "could not find expected ':'",
            "found unexpected end of stream",
            "found unexpected document separator",
            "expected <block end>, but found '<block mapping start>'",
            "expected <block end>, but found '<block sequence start>'");

    private final ParserLimits limits;

    YamlReader(ParserLimits limits) {
        this.limits = limits;
    }

    JsonValue read(String text, ValueBuilder builder) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setParseComments(false)
                .build();
        YamlComposer composer = new YamlComposer(limits, builder);
        Event event = null;
        try {
            ParserImpl events = new ParserImpl(settings, new StreamReader(settings, text));
            while (events.hasNext()) {
                event = events.next();
                composer.accept(event);
            }
            return composer.value();
        } catch (MalformedText e) {
            throw new MalformedText(e.detail(), position(event == null ? Optional.empty() : event.getStartMark()));
        } catch (ReaderException e) {
            throw new MalformedText("a character that YAML does not allow", positionOf(text, e.getPosition()));
        } catch (MarkedYamlEngineException e) {
            String problem = e.getProblem();
            throw new MalformedText(
                    problem != null && PROBLEMS.contains(problem)
                            ? "not YAML: " + problem
                            : "the text is not YAML here",
                    position(e.getProblemMark()));
        } catch (YamlEngineException e) {
            throw new MalformedText("the text is not YAML here");
        }
    }

    private static Position position(Optional<Mark> mark) {
        return mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(Position.UNKNOWN);
    }

    private static Position positionOf(String text, int codePointIndex) {
        int line = 1;
        int column = 1;
        int end = text.offsetByCodePoints(0, Math.min(codePointIndex, text.codePointCount(0, text.length())));
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Position(line, column);
    }
}
