package io.cfguardian.faults.measure;

import java.util.List;

/** What is told of several rounds. */
final class Median {

    private Median() {}

    /** The one in the middle; of an even number the greater of the two. */
    static double of(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
