package io.cfguardian.architecture.bad.domain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists in an order that the next run changes. */
@SuppressWarnings("all")
public final class KeepsHashOrder {
    Map<String, String> map() {
        return new HashMap<>();
    }

    Set<String> set() {
        return new HashSet<>();
    }

    Map<String, String> immutableMap() {
        return Map.of("a", "b", "c", "d");
    }

    Set<String> immutableSet() {
        return Set.of("a", "b");
    }

    Map<String, String> copy(Map<String, String> map) {
        return Map.copyOf(map);
    }

    Set<String> collected(Stream<String> names) {
        return names.collect(Collectors.toSet());
    }

    Map<String, String> indexed(Stream<String> names) {
        return names.collect(Collectors.toMap(name -> name, name -> name));
    }

    Map<String, List<String>> grouped(Stream<String> names) {
        return names.collect(Collectors.groupingBy(name -> name));
    }

    Supplier<Map<String, String>> referenced() {
        return HashMap::new;
    }
}
