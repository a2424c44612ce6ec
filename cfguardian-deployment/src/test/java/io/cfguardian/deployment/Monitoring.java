package io.cfguardian.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code deploy/monitoring} says, as maps and lists, and the families and pages that it may speak of. */
final class Monitoring {

    static final Path DIRECTORY = Everything.ROOT.resolve("deploy/monitoring");
    static final Path RUNBOOKS = Everything.ROOT.resolve("docs/runbooks");

    private static final Pattern FAMILY =
            Pattern.compile("^\\| `(cfguardian_[a-z_]+)` \\| ([a-z]+) \\|", Pattern.MULTILINE);
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    private Monitoring() {}

    /** A rule, of which {@code name} is that of its alert or its record. */
    record Rule(String name, boolean isAlert, String expression, Map<?, ?> labels, Map<?, ?> annotations) {

        /** The names in the expression that are of cfguardian: families, and records, which have a colon. */
        Set<String> metrics() {
            return sorted(NAME.matcher(STRING.matcher(expression).replaceAll("\"\""))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> name.startsWith("cfguardian_") || name.contains(":")));
        }

        /** The page that says what to do. */
        String runbook() {
            return String.valueOf(annotations.get("runbook_url"));
        }
    }

    /** One expectation of promtool's unit tests. */
    record Case(String alert, boolean fires) {}

    static List<Rule> rules() {
        return maps(files("prometheus/rules"), "groups", "rules")
                .map(rule -> new Rule(
                        String.valueOf(rule.containsKey("alert") ? rule.get("alert") : rule.get("record")),
                        rule.containsKey("alert"),
                        String.valueOf(rule.get("expr")),
                        map(rule.get("labels")),
                        map(rule.get("annotations"))))
                .toList();
    }

    static List<Rule> alerts() {
        return rules().stream().filter(Rule::isAlert).toList();
    }

    static Set<String> alertNames() {
        return sorted(alerts().stream().map(Rule::name));
    }

    static List<Case> cases() {
        return maps(files("prometheus/tests"), "tests", "alert_rule_test")
                .map(test -> new Case(
                        String.valueOf(test.get("alertname")),
                        test.get("exp_alerts") instanceof List<?> alerts && !alerts.isEmpty()))
                .toList();
    }

    /** Every name that a sample of the families in docs/metrics.md may have. */
    static Set<String> samples() {
        return sorted(families().values().stream().flatMap(List::stream));
    }

    /** The families in docs/metrics.md, each with the names that its samples may have. */
    static Map<String, List<String>> families() {
        return FAMILY.matcher(Everything.text(Everything.ROOT.resolve("docs/metrics.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> samples(row.group(1), row.group(2))));
    }

    private static List<String> samples(String family, String type) {
        return switch (type) {
            case "histogram" -> List.of(family + "_bucket", family + "_sum", family + "_count");
            case "summary" -> List.of(family + "_sum", family + "_count");
            default -> List.of(family);
        };
    }

    /** Adds the names of all labels that promtail gives lines by {@code settings}. */
    static void labels(@Nullable Object settings, Set<String> labels) {
        switch (settings) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    if (key.equals("labels") && value instanceof Map<?, ?> given) {
                        given.keySet().forEach(name -> labels.add(String.valueOf(name)));
                    } else if (key.equals("target_label")) {
                        labels.add(String.valueOf(value));
                    } else {
                        labels(value, labels);
                    }
                });
            case List<?> list -> list.forEach(item -> labels(item, labels));
            case null, default -> {}
        }
    }

    static Object document(String file) {
        return Yaml.document(Everything.text(DIRECTORY.resolve(file)));
    }

    static Set<String> sorted(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }

    static List<Path> files(String directory) {
        return Everything.files(DIRECTORY.resolve(directory)).toList();
    }

    /** The maps in the lists of this name, in the maps in the lists of the outer name. */
    private static Stream<Map<?, ?>> maps(List<Path> files, String outer, String inner) {
        List<Map<?, ?>> found = new ArrayList<>();
        for (Path file : files) {
            for (Object group : list(map(Yaml.document(Everything.text(file))).get(outer))) {
                list(map(group).get(inner)).forEach(item -> found.add(map(item)));
            }
        }
        return found.stream();
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
