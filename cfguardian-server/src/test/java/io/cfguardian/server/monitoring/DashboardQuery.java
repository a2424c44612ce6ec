package io.cfguardian.server.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a dashboard asks of Prometheus, with everything chosen.
 *
 * @param place the dashboard, and the panel or the variable
 * @param expression with {@code $cluster} and the like
 */
record DashboardQuery(String place, String expression) {

    private static final Path DASHBOARDS = Path.of("..", "deploy", "monitoring", "grafana", "dashboards");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

    @Override
    public String toString() {
        return place + ": " + expression;
    }

    /** The queries of all panels and of all variables. */
    static List<DashboardQuery> all() throws IOException {
        List<DashboardQuery> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            files.sorted().forEach(file -> add(read(file), queries));
        }
        return queries;
    }

    private static void add(JsonNode dashboard, List<DashboardQuery> queries) {
        String title = dashboard.path("title").asString();
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(new DashboardQuery(
                        title + " / " + panel.path("title").asString(),
                        target.path("expr").asString()));
            }
        }
        for (JsonNode variable : dashboard.path("templating").path("list")) {
            if (variable.path("type").asString().equals("query")) {
                queries.add(new DashboardQuery(
                        title + " / $" + variable.path("name").asString(),
                        variable.path("query").path("query").asString()));
            }
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is anything to show. */
    boolean isAnswered(MonitoringStack stack) {
        String chosen = expression
                .replace("$cluster", "cfguardian")
                .replaceAll("\\$(instance|route)", ".+")
                .replace("$__rate_interval", "10s");
        Matcher values = LABEL_VALUES.matcher(chosen);
        return values.matches()
                ? !stack.labelValues(values.group(2), values.group(1)).isEmpty()
                : !stack.query(chosen).isEmpty();
    }
}
