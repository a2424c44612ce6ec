package io.cfguardian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resources of Kubernetes that belong together.
 *
 * @param source where they come from, for a message
 */
record Resources(String source, List<HasMetadata> all) {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    Resources {
        all = List.copyOf(all);
    }

    @Override
    public String toString() {
        return source;
    }

    /** Reads YAML documents. A field of another type than Kubernetes has is an error; those that it does not have are kept. */
    static Resources parse(String source, String yaml) {
        List<HasMetadata> all = new ArrayList<>();
        for (Object document : Yaml.documents(source, yaml)) {
            if (document instanceof Map<?, ?> map && !map.isEmpty()) {
                KubernetesResource resource = SERIALIZATION.convertValue(map, KubernetesResource.class);
                requireSameTypes(source + ": " + map.get("kind"), map, tree(resource));
                assertThat(resource).isInstanceOfSatisfying(HasMetadata.class, all::add);
            }
        }
        assertThat(all).as("resources in %s", source).isNotEmpty();
        return new Resources(source, all);
    }

    /** As maps and lists, for comparing. */
    static Object tree(Object resource) {
        return SERIALIZATION.convertValue(resource, Object.class);
    }

    <T extends HasMetadata> Stream<T> of(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }

    <T extends HasMetadata> T one(Class<T> kind, String name) {
        List<T> found = of(kind).filter(
                        resource -> resource.getMetadata().getName().equals(name))
                .toList();
        assertThat(found).as("%s %s in %s", kind.getSimpleName(), name, source).hasSize(1);
        return found.getFirst();
    }

    /** The model makes a text of a number and a number of a text, where the API server refuses the resource. */
    private static void requireSameTypes(String path, @Nullable Object given, @Nullable Object read) {
        switch (given) {
            case Map<?, ?> map
            when !map.isEmpty() -> {
                Map<?, ?> fields = read instanceof Map<?, ?> other ? other : Map.of();
                map.forEach((key, inner) -> requireSameTypes(path + "." + key, inner, fields.get(key)));
            }
            case List<?> list
            when !list.isEmpty() -> {
                List<?> items = read instanceof List<?> other ? other : List.of();
                for (int i = 0; i < list.size(); i++) {
                    requireSameTypes(path + "[]", list.get(i), i < items.size() ? items.get(i) : null);
                }
            }
            case String text -> assertThat(read).as("the text %s", path).isEqualTo(text);
            case Number number ->
                assertThat(read)
                        .as("the number %s", path)
                        .isInstanceOfSatisfying(
                                Number.class,
                                other -> assertThat(other.longValue()).isEqualTo(number.longValue()));
            case Boolean flag -> assertThat(read).as("the flag %s", path).isEqualTo(flag);
            case null -> throw new AssertionError(path + " has no value");
            default -> {}
        }
    }
}
