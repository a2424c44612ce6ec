package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.Pause;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Ends the leader of each contender in turn, by each signal, and measures how long no write was acknowledged. */
public final class Comparison {

    private static final int CLIENTS = 20;
    private static final Duration LOAD = Duration.ofSeconds(1);
    private static final Duration WATCHED = Duration.ofSeconds(2);
    /** Longer than a served client ever waits: who is not served yet is watched further. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private static final Duration SILENCE_MAX = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(50);

    private final int times;
    private final List<Signal> signals;
    private final Path directory;
    private final Consumer<String> log;

    /** How a leader is ended: at once, or in order. */
    public enum Signal {
        KILL,
        TERM
    }

    private record Gaps(String name, Signal signal, List<Long> millis) {

        long at(double part) {
            List<Long> sorted = millis.stream().sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(part * (sorted.size() - 1))));
        }
    }

    /** Will end each leader {@code times} times by each signal. */
    public Comparison(int times, List<Signal> signals, Path directory, Consumer<String> log) {
        this.times = times;
        this.signals = List.copyOf(signals);
        this.directory = directory;
        this.log = log;
    }

    /** A table of the gaps. */
    public String run() throws IOException {
        String version = Etcd.version();
        try (Contender ours = Cfguardian.start();
                Contender theirs = Etcd.start(directory)) {
            List<Gaps> gaps = new ArrayList<>();
            for (Signal signal : signals) {
                for (Contender contender : List.of(ours, theirs)) {
                    gaps.add(new Gaps(contender.name(), signal, new ArrayList<>()));
                }
            }
            double loadBefore = load();
            for (int round = 1; round <= times; round++) {
                for (Gaps one : gaps) {
                    Contender contender = one.name().equals(ours.name()) ? ours : theirs;
                    one.millis().add(gap(contender, one.signal()).toMillis());
                    log.accept("round %d: %s, SIG%s: %d ms"
                            .formatted(
                                    round,
                                    one.name(),
                                    one.signal(),
                                    one.millis().getLast()));
                }
            }
            return table(gaps)
                    + "%s; load of the machine %.1f before, %.1f after%n".formatted(version, loadBefore, load());
        }
    }

    private static Duration gap(Contender contender, Signal signal) {
        int leader = contender.leader();
        Duration gap;
        try (Writers writers = Writers.start(contender, CLIENTS)) {
            Pause.of(LOAD);
            long endedNanos = System.nanoTime();
            switch (signal) {
                case KILL -> contender.kill(leader);
                case TERM -> contender.stop(leader);
            }
            Pause.of(WATCHED);
            Duration silence = writers.silence();
            while (silence.compareTo(SILENCE) > 0 && silence.compareTo(SILENCE_MAX) < 0) {
                Pause.of(POLL);
                silence = writers.silence();
            }
            gap = writers.longestGapAfter(endedNanos);
        }
        contender.restart(leader);
        return gap;
    }

    private static String table(List<Gaps> gaps) {
        StringBuilder table =
                new StringBuilder("| | signal | times | median ms | 90 % ms | most ms |\n|---|---|---|---|---|---|\n");
        for (Gaps one : gaps) {
            table.append("| %s | SIG%s | %d | %d | %d | %d |%n"
                    .formatted(one.name(), one.signal(), one.millis().size(), one.at(0.5), one.at(0.9), one.at(1)));
        }
        return table.toString();
    }

    private static double load() {
        return Double.parseDouble(String.format(
                Locale.ROOT,
                "%.2f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }
}
