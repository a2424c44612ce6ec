package io.cfguardian.faults;

import io.cfguardian.faults.check.Checker;
import io.cfguardian.faults.check.Verdict;
import io.cfguardian.faults.check.Violation;
import io.cfguardian.faults.history.Outcome;
import io.cfguardian.faults.rig.Fault;
import io.cfguardian.faults.rig.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** {@code cfguardian-faults [--seed N] [--minutes M] [--faults kill,pause,...] [--directory D]}: exits 0 when all is well, 1 when not. */
public final class Main {

    private static final int SHOWN_MAX = 5;

    private Main() {}

    /** Runs and judges. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = options(arguments);
        long seed = Long.parseLong(options.getOrDefault(
                "seed", String.valueOf(ThreadLocalRandom.current().nextInt(1_000_000))));
        Duration length = Duration.ofMillis(Math.round(Double.parseDouble(options.getOrDefault("minutes", "1"))
                * Duration.ofMinutes(1).toMillis()));
        List<Fault> faults = options.containsKey("faults")
                ? Fault.parse(options.getOrDefault("faults", ""))
                : Fault.possible(Rig.cutsNetwork());
        Path directory = Files.createDirectories(Path.of(options.getOrDefault("directory", "target/faults/" + seed)));
        System.out.printf(
                "seed %d, %d s of %s%s%n",
                seed,
                length.toSeconds(),
                faults.stream().map(Fault::label).toList(),
                Rig.cutsNetwork() ? "" : " (the network is not this process's own, so it is not cut)");
        Rig.Run run = new Rig(seed, faults, length, directory, System.out::println).run();
        Verdict verdict = Checker.check(run.evidence());
        print(run, verdict, directory);
        System.exit(verdict.isClean() ? 0 : 1);
    }

    private static void print(Rig.Run run, Verdict verdict, Path directory) {
        Map<String, Integer> outcomes = new TreeMap<>();
        run.evidence().operations().forEach(operation -> outcomes.merge(label(operation.outcome()), 1, Integer::sum));
        System.out.printf(
                "%d operations %s, %d commits, faults %s%n",
                verdict.operations(),
                outcomes,
                run.evidence().journals().getFirst().commits().size(),
                run.faults());
        Map<Violation.Promise, Integer> broken = new TreeMap<>();
        for (Violation violation : verdict.violations()) {
            if (broken.merge(violation.promise(), 1, Integer::sum) <= SHOWN_MAX) {
                System.out.println("  " + violation);
            }
        }
        System.out.printf(
                "%s; configs whose search was given up: %d; the history is in %s%n",
                verdict.isClean() ? "every promise was kept" : "BROKEN: " + broken, verdict.undecided(), directory);
    }

    private static String label(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed done -> "committed";
            case Outcome.Found found -> "found";
            case Outcome.Missing missing -> "missing";
            case Outcome.Refused refused -> "refused";
            case Outcome.NotThere notThere -> "not there";
            case Outcome.Failed failed -> "failed";
            case Outcome.Unknown unknown -> "unknown";
        };
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        List<String> names = List.of("seed", "minutes", "faults", "directory");
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!names.contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("expected a value for one of --" + String.join(", --", names));
            }
            options.put(name, arguments[i + 1]);
        }
        return options;
    }
}
