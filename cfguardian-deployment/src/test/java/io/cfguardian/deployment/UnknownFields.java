package io.cfguardian.deployment;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds fields that the model of Kubernetes does not have: its classes take them without a word and keep them aside. */
final class UnknownFields {

    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    static List<String> of(Object resource) {
        UnknownFields fields = new UnknownFields();
        fields.walk(resource, resource.getClass().getSimpleName());
        return List.copyOf(fields.found);
    }

    private void walk(@Nullable Object value, String path) {
        switch (value) {
            case List<?> list -> list.forEach(item -> walk(item, path + "[]"));
            case Map<?, ?> map -> map.forEach((key, item) -> walk(item, path + "." + key));
            case Object object when object.getClass().getName().startsWith("io.fabric8.") -> fields(object, path);
            case null, default -> {}
        }
    }

    private void fields(Object object, String path) {
        for (Method method : object.getClass().getMethods()) {
            boolean accessor = method.getName().startsWith("get")
                    && method.getParameterCount() == 0
                    && method.getDeclaringClass().getName().startsWith("io.fabric8.");
            if (accessor) {
                Object value = read(object, method);
                if (!method.getName().equals("getAdditionalProperties")) {
                    walk(value, path + "." + method.getName().substring("get".length()));
                } else if (value instanceof Map<?, ?> unknown) {
                    unknown.keySet().forEach(key -> found.add(path + "." + key));
                }
            }
        }
    }

    private static @Nullable Object read(Object object, Method method) {
        try {
            return method.invoke(object);
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException(method.toString(), unreadable);
        }
    }
}
