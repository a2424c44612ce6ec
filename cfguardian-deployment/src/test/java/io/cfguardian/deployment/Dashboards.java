package io.cfguardian.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The dashboards of {@code deploy/monitoring/grafana}, as maps and lists. */
final class Dashboards {

    private Dashboards() {}

    /** One file. */
    record Dashboard(String file, Map<?, ?> json) {

        @Override
        public String toString() {
            return file;
        }

        String text(String key) {
            return String.valueOf(json.get(key));
        }

        List<Panel> panels() {
            List<Panel> panels = new ArrayList<>();
            for (Object panel : list(json, "panels")) {
                if (!"row".equals(((Map<?, ?>) panel).get("type"))) {
                    panels.add(new Panel((Map<?, ?>) panel));
                }
            }
            return panels;
        }

        /** The names of the variables, in their order. */
        List<String> variables() {
            return list(map(json, "templating"), "list").stream()
                    .map(variable -> String.valueOf(((Map<?, ?>) variable).get("name")))
                    .toList();
        }
    }

    /** What shows something. */
    record Panel(Map<?, ?> json) {

        String text(String key) {
            return String.valueOf(json.get(key));
        }

        String unit() {
            return String.valueOf(map(map(json, "fieldConfig"), "defaults").get("unit"));
        }

        Object datasource() {
            return map(json, "datasource");
        }

        List<Target> targets() {
            return list(json, "targets").stream()
                    .map(target -> new Target((Map<?, ?>) target))
                    .toList();
        }

        Map<?, ?> place() {
            return map(json, "gridPos");
        }
    }

    /** A query of a panel. */
    record Target(Map<?, ?> json) {

        String text(String key) {
            return String.valueOf(json.get(key));
        }

        Object datasource() {
            return map(json, "datasource");
        }
    }

    static List<Dashboard> all() {
        return Monitoring.files("grafana/dashboards").stream()
                .map(file -> new Dashboard(
                        String.valueOf(file.getFileName()), (Map<?, ?>) Yaml.document(Everything.text(file))))
                .toList();
    }

    private static Map<?, ?> map(Map<?, ?> json, String key) {
        return (Map<?, ?>) Objects.requireNonNull(json.get(key), key);
    }

    private static List<?> list(Map<?, ?> json, String key) {
        return (List<?>) Objects.requireNonNull(json.get(key), key);
    }
}
