package io.cfguardian.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What {@code deploy/compose} starts: the services of compose.yaml, each with what it extends. */
final class Compose {

    static final Path DIRECTORY = Everything.ROOT.resolve("deploy/compose");

    private Compose() {}

    /** One service. */
    record Service(String name, Map<String, Object> fields) {

        @Override
        public String toString() {
            return name;
        }

        String text(String field) {
            return String.valueOf(fields.get(field));
        }

        /** A list of texts; empty where there is none. */
        List<String> strings(String field) {
            return fields.get(field) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }

        /** The variables; empty where there are none. */
        Map<String, Object> environment() {
            return fields.get("environment") instanceof Map<?, ?> map ? copy(map) : Map.of();
        }
    }

    static Map<String, Service> services() {
        Map<String, Service> services = new TreeMap<>();
        section(file("compose.yaml"), "services")
                .forEach((name, fields) -> services.put(name, new Service(name, extended((Map<?, ?>) fields))));
        return services;
    }

    static Service service(String name) {
        return Objects.requireNonNull(services().get(name), name);
    }

    /** What stands at the top under this name. */
    static Map<String, Object> section(String name) {
        return section(file("compose.yaml"), name);
    }

    private static Map<String, Object> extended(Map<?, ?> fields) {
        if (fields.get("extends") instanceof Map<?, ?> from) {
            Object base =
                    section(file(String.valueOf(from.get("file"))), "services").get(from.get("service"));
            Map<String, Object> all = maps((Map<?, ?>) Objects.requireNonNull(base), fields);
            all.remove("extends");
            return all;
        }
        return copy(fields);
    }

    /** As compose merges: maps by their keys, lists one after the other, and of anything else the latter. */
    private static Map<String, Object> maps(Map<?, ?> base, Map<?, ?> over) {
        Map<String, Object> all = copy(base);
        over.forEach((key, value) -> all.merge(String.valueOf(key), value, Compose::merged));
        return all;
    }

    private static Object merged(Object base, Object over) {
        if (base instanceof Map<?, ?> first && over instanceof Map<?, ?> second) {
            return maps(first, second);
        }
        if (base instanceof List<?> first && over instanceof List<?> second) {
            List<Object> both = new ArrayList<>(first);
            both.addAll(second);
            return both;
        }
        return over;
    }

    private static Map<?, ?> file(String name) {
        return (Map<?, ?>) Yaml.document(Everything.text(DIRECTORY.resolve(name)));
    }

    private static Map<String, Object> section(Map<?, ?> file, String name) {
        return copy((Map<?, ?>) Objects.requireNonNull(file.get(name), name));
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), Objects.requireNonNull(value)));
        return copy;
    }
}
