package io.cfguardian.testkit.model;

import io.cfguardian.domain.bytes.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answers remembered for one origin, oldest first. */
final class ModelWindow {

    private final long keepSeconds;
    private final List<Said> kept = new ArrayList<>();
    private long forgotten;

    /** An answer, to whom, and when. */
    record Said(String key, Hash fingerprint, Instant time, String answer) {}

    ModelWindow(long keepSeconds) {
        this.keepSeconds = keepSeconds;
    }

    Optional<Said> find(String key) {
        return kept.stream().filter(said -> said.key().equals(key)).findFirst();
    }

    /** Adds one answer; of the two oldest before, those beyond their time go. */
    void add(Said said) {
        long old = kept.stream()
                .limit(2)
                .takeWhile(k -> k.time().plusSeconds(keepSeconds).compareTo(said.time()) < 0)
                .count();
        kept.subList(0, (int) old).clear();
        forgotten += old;
        kept.add(said);
    }

    long forgotten() {
        return forgotten;
    }

    List<Said> kept() {
        return kept;
    }
}
