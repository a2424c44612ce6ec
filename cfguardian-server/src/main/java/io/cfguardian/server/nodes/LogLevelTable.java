package io.cfguardian.server.nodes;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The loggers of a node, a line for each. Without state. */
final class LogLevelTable {

    private LogLevelTable() {}

    static String of(JsonNode answer) {
        return answer.path("levels").valueStream().map(LogLevelTable::line).collect(Collectors.joining("\n"));
    }

    static String line(JsonNode level) {
        JsonNode left = level.path("secondsLeft");
        String until = left.isNumber() ? " for " + left.asLong() + " s" : " until the node stops";
        return level.path("logger").asString() + " " + level.path("level").asString()
                + (level.path("changed").asBoolean() ? until : "");
    }
}
