package io.cfguardian.server.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The nodes of a cluster as lines of text. Without state. */
final class NodeTable {

    private static final List<String> HEADINGS = List.of(
            "ID",
            "ROLE",
            "STANDING",
            "PHASE",
            "TERM",
            "REVISION",
            "LAG",
            "CONTACT MS",
            "ADDRESS",
            "HTTP",
            "CHAIN HEAD");

    private static final int HASH_CHARS = 12;

    private NodeTable() {}

    /** Of what {@code GET /api/v1/cluster} answers. */
    static String of(JsonNode cluster) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (JsonNode member : cluster.path("members")) {
            String head = text(member, "chainHead");
            rows.add(List.of(
                    text(member, "id"),
                    text(member, "role"),
                    text(member, "standing"),
                    text(member, "phase"),
                    text(member, "term"),
                    text(member, "revision"),
                    text(member, "lag"),
                    text(member, "lastContactMillis"),
                    text(member, "address"),
                    text(member, "http"),
                    head.length() > HASH_CHARS ? head.substring(0, HASH_CHARS) : head));
        }
        String table = rows.stream().map(row -> line(row, rows)).collect(Collectors.joining("\n"));
        JsonNode hindrance = cluster.path("hindrance");
        return hindrance.isString() ? table + "\nheld up: " + hindrance.asString() : table;
    }

    /** What is not known is a hyphen. */
    private static String text(JsonNode member, String name) {
        JsonNode value = member.path(name);
        return value.isNull() || value.isMissingNode() ? "-" : value.asString();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> padded(row.get(column), width(column, rows)))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static int width(int column, List<List<String>> rows) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
