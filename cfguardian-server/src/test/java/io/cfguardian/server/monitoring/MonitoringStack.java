package io.cfguardian.server.monitoring;

import io.cfguardian.testkit.cluster.ApiClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Prometheus, Alertmanager and the blackbox exporter of this machine with what {@code deploy/monitoring} gives them. Two things are
 * changed on the way: addresses are those of this run, and everything that Prometheus and Alertmanager wait for is {@value #TIMES}
 * times shorter: the intervals of readings, of rules and of groups, and how long an alert has to hold. What expressions look back
 * on stays.
 */
final class MonitoringStack implements AutoCloseable {

    private static final Path SHIPPED = Path.of("..", "deploy", "monitoring");
    private static final List<String> PROGRAMS =
            List.of("prometheus", "prometheus-alertmanager", "prometheus-blackbox-exporter");

    private static final int TIMES = 15;
    private static final Pattern WAIT =
            Pattern.compile("(?m)\\b((?:scrape|evaluation|group)_interval|group_wait|for): (\\d+)([smh])$");
    private static final Map<String, Duration> UNITS =
            Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

    private final Tool prometheus;
    private final Tool alertmanager;
    private final Tool blackbox;

    private MonitoringStack(Tool prometheus, Tool alertmanager, Tool blackbox) {
        this.prometheus = prometheus;
        this.alertmanager = alertmanager;
        this.blackbox = blackbox;
    }

    static boolean isInstalled() {
        return PROGRAMS.stream().allMatch(Tool::isInstalled);
    }

    /**
     * Begins to watch.
     *
     * @param directory for configuration and data
     * @param nodes where they serve clients, as {@code host:port}
     * @param receiver what is told, by the paths of the receivers in alertmanager.yml
     */
    static MonitoringStack start(Path directory, List<String> nodes, String receiver) throws IOException {
        put(directory, "blackbox/blackbox.yml", text -> text);
        Tool blackbox = Tool.start(directory, "prometheus-blackbox-exporter", "--config.file=blackbox/blackbox.yml");
        put(
                directory,
                "alertmanager/alertmanager.yml",
                text -> faster(replaced(text, "http://alerts.example.org", receiver)));
        Tool alertmanager = Tool.start(
                directory,
                "prometheus-alertmanager",
                "--config.file=alertmanager/alertmanager.yml",
                "--storage.path=alertmanager/data",
                "--cluster.listen-address=");
        put(
                directory,
                "prometheus/nodes.yml",
                text -> replaced(text, "[node-1:8080, node-2:8080, node-3:8080]", nodes.toString()));
        put(
                directory,
                "prometheus/prometheus.yml",
                text -> faster(replaced(
                        replaced(text, "alertmanager:9093", alertmanager.address()),
                        "blackbox:9115",
                        blackbox.address())));
        put(directory, "prometheus/rules/recording.yml", MonitoringStack::faster);
        put(directory, "prometheus/rules/alerts.yml", MonitoringStack::faster);
        Tool prometheus = Tool.start(
                directory,
                "prometheus",
                "--config.file=prometheus/prometheus.yml",
                "--storage.tsdb.path=prometheus/data");
        return new MonitoringStack(prometheus, alertmanager, blackbox);
    }

    private static void put(Path directory, String file, UnaryOperator<String> change) throws IOException {
        Path to = directory.resolve(file);
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.writeString(to, change.apply(Files.readString(SHIPPED.resolve(file))));
    }

    private static String replaced(String text, String shipped, String here) {
        if (!text.contains(shipped)) {
            throw new IllegalStateException("\"" + shipped + "\" is not in " + text);
        }
        return text.replace(shipped, here);
    }

    private static String faster(String text) {
        return WAIT.matcher(text)
                .replaceAll(wait -> Matcher.quoteReplacement("%s: %dms"
                        .formatted(
                                wait.group(1),
                                Objects.requireNonNull(UNITS.get(wait.group(3)))
                                                .multipliedBy(Long.parseLong(wait.group(2)))
                                                .toMillis()
                                        / TIMES)));
    }

    /** What Prometheus answers to a query now: the numbers of the series, those that are no number left out. */
    List<Double> query(String expression) {
        return asked(prometheus.client(), "/api/v1/query?query=" + encoded(expression))
                .path("data")
                .path("result")
                .valueStream()
                .map(series -> Double.parseDouble(series.path("value").path(1).asString()))
                .filter(value -> !value.isNaN())
                .toList();
    }

    /** The values that a label has in the series of a selector. */
    List<String> labelValues(String label, String selector) {
        return asked(
                        prometheus.client(),
                        "/api/v1/label/%s/values?match%%5B%%5D=%s".formatted(label, encoded(selector)))
                .path("data")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** The alerts that Alertmanager has and does not tell, because another one says it. */
    Stream<JsonNode> inhibited() {
        return asked(alertmanager.client(), "/api/v2/alerts")
                .valueStream()
                .filter(alert -> !alert.path("status").path("inhibitedBy").isEmpty());
    }

    private static JsonNode asked(ApiClient client, String path) {
        return client.get(path).expect(200).json();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        prometheus.close();
        alertmanager.close();
        blackbox.close();
    }
}
