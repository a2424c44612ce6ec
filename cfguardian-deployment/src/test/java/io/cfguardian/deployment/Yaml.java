package io.cfguardian.deployment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML, of which JSON is a part, as maps and lists. A key that is given twice is an error. */
final class Yaml {

    private Yaml() {}

    static Iterable<Object> documents(String source, String text) {
        return new Load(LoadSettings.builder().setLabel(source).build()).loadAllFromString(text);
    }

    static Object document(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    /** The texts of the list that is found by going down these keys. */
    static List<String> list(String text, String... keys) {
        Object place = document(text);
        for (String key : keys) {
            place = Objects.requireNonNull(((Map<?, ?>) place).get(key), key);
        }
        return ((List<?>) place).stream().map(String::valueOf).toList();
    }
}
