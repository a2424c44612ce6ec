package io.cfguardian.architecture.bad.domain;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Gives another answer each time. */
@SuppressWarnings("all")
public final class RollsDice {
    int dice() {
        return new Random().nextInt();
    }

    int generator(RandomGenerator generator) {
        return generator.nextInt();
    }

    UUID id() {
        return UUID.randomUUID();
    }

    double fraction() {
        return Math.random();
    }

    void order(List<String> list) {
        Collections.shuffle(list);
    }

    int address(Object object) {
        return System.identityHashCode(object);
    }
}
