package io.cfguardian.architecture.bad.domain;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Lets the scheduler choose the order. */
@SuppressWarnings("all")
public final class RunsInParallel {
    long collection(List<String> names) {
        return names.parallelStream().count();
    }

    long stream(Stream<String> names) {
        return names.parallel().count();
    }

    void sort(long[] numbers) {
        Arrays.parallelSort(numbers);
    }
}
