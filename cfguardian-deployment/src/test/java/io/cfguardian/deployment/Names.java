package io.cfguardian.deployment;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that there are, from the table of {@code docs/settings.md}, and those that nodes are given. */
final class Names {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9.-]+)` \\| `(CFGUARDIAN_[A-Z0-9_]+)` \\| ([^|]+) \\|", Pattern.MULTILINE);

    private Names() {}

    /**
     * A setting.
     *
     * @param type as the table has it, such as {@code secret}
     */
    record Setting(String key, String variable, String type) {
        boolean isSecret() {
            return type.equals("secret");
        }

        boolean isFile() {
            return variable.endsWith("_FILE");
        }
    }

    static List<Setting> all() {
        List<Setting> settings = new ArrayList<>();
        Matcher row = ROW.matcher(Everything.text(Everything.ROOT.resolve("docs/settings.md")));
        while (row.find()) {
            settings.add(new Setting(row.group(1), row.group(2), row.group(3).strip()));
        }
        return settings;
    }

    /** What every node is given by its variables. */
    static Map<String, String> settings(Resources resources) {
        return resources.one(ConfigMap.class, "cfguardian-settings").getData();
    }

    /** What each node is given by its file, by the names of the pods: the dotted keys and their values. */
    static Map<String, Map<String, Object>> nodes(Resources resources) {
        Map<String, Map<String, Object>> nodes = new TreeMap<>();
        resources.one(ConfigMap.class, "cfguardian-nodes").getData().forEach((file, yaml) -> {
            Map<String, Object> keys = new TreeMap<>();
            flatten("", Yaml.document(yaml), keys);
            nodes.put(file.replaceAll("\\.yaml$", ""), keys);
        });
        return nodes;
    }

    private static void flatten(String prefix, Object value, Map<String, Object> keys) {
        if (value instanceof Map<?, ?> section) {
            section.forEach((key, inner) -> flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, inner, keys));
        } else {
            keys.put(prefix, value);
        }
    }
}
