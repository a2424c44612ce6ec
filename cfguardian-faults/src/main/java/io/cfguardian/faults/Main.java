package io.cfguardian.faults;

import io.cfguardian.faults.check.Checker;
import io.cfguardian.faults.check.Verdict;
import io.cfguardian.faults.damage.DamageRun;
import io.cfguardian.faults.history.Evidence;
import io.cfguardian.faults.history.History;
import io.cfguardian.faults.measure.Absence;
import io.cfguardian.faults.measure.Comparison;
import io.cfguardian.faults.measure.ProbeLatency;
import io.cfguardian.faults.measure.ProjectionCost;
import io.cfguardian.faults.rig.Fault;
import io.cfguardian.faults.rig.Plan;
import io.cfguardian.faults.rig.Rig;
import io.cfguardian.faults.rig.Saboteur;
import io.cfguardian.faults.rig.Schedule;
import io.cfguardian.faults.rig.Tools;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code cfguardian-faults/run [COMMAND] [--NAME VALUE]...}, see docs/testing.md. Exits with 0 when all is well, with 1 when a
 * promise was broken, with 2 when nothing can be said.
 */
public final class Main {

    private Main() {}

    /** Runs and judges. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** The edge: whatever is thrown becomes one line. */
    private static int run(String[] arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("cfguardian-faults: " + Rig.firstLine(e));
            return 2;
        }
        try {
            return switch (options.command()) {
                        case "" -> options.value("check").isPresent() ? check(options) : faults(options);
                        case "sabotage" -> new SabotageRuns(options).run();
                        case "beside" -> beside(options);
                        case "damage" -> damage(options);
                        case "away" -> away(options);
                        case "projection" -> projection(options);
                        case "probes" -> probes(options);
                        case "powercuts" -> PowerCutRun.run(options);
                        default -> throw new IllegalArgumentException("there is no command " + options.command());
                    }
                    ? 0
                    : 1;
        } catch (IOException | RuntimeException | AssertionError e) {
            System.err.println("cfguardian-faults: no verdict: " + Rig.firstLine(e));
            leave(e, options);
            return 2;
        }
    }

    private static void leave(Throwable thrown, Options options) {
        try (PrintWriter file =
                new PrintWriter(Files.newBufferedWriter(options.directory().resolve("failure.txt")))) {
            thrown.printStackTrace(file);
        } catch (IOException e) {
            System.err.println("cfguardian-faults: and nothing could be left: " + e);
        }
    }

    private static boolean check(Options options) throws IOException {
        Evidence evidence = new History(Path.of(options.value("check").orElseThrow())).read();
        Verdict verdict = Checker.check(evidence);
        Report.print(evidence, verdict);
        return verdict.isClean();
    }

    private static boolean beside(Options options) throws IOException {
        List<Comparison.Signal> signals = options.value("signal")
                .map(signal -> List.of(Comparison.Signal.valueOf(signal)))
                .orElseGet(() -> List.of(Comparison.Signal.values()));
        System.out.print(
                new Comparison(options.number("times", 20), signals, options.directory(), System.out::println).run());
        return true;
    }

    private static boolean away(Options options) {
        System.out.print(new Absence(options.number("commits", 500_000), System.out::println).run());
        return true;
    }

    private static boolean projection(Options options) {
        System.out.print(new ProjectionCost(options.number("times", 3), System.out::println).run());
        return true;
    }

    private static boolean probes(Options options) throws IOException {
        ProbeLatency.Result result = new ProbeLatency(options.length(), options.directory(), System.out::println).run();
        System.out.print(result);
        return result.isKept();
    }

    private static boolean damage(Options options) throws IOException {
        Path directory = options.directory();
        int count = options.number("cases", 300);
        System.out.printf("seed %d, %d cases of damage%n", options.seed(), count);
        List<DamageRun.Case> cases = new DamageRun(options.seed(), directory, System.out::println)
                .run(count, options.value("only").orElse(""));
        System.out.print(DamageRun.table(cases));
        return cases.stream().noneMatch(one -> one.end() == DamageRun.End.HARMFUL);
    }

    private static boolean faults(Options options) throws IOException {
        Set<Fault.Need> given = Tools.given();
        List<Fault> faults = options.value("faults").map(Fault::parse).orElseGet(() -> Fault.possible(given));
        Path directory = options.directory();
        System.out.printf(
                "seed %d, %d s of %s%s%n",
                options.seed(),
                options.length().toSeconds(),
                faults.stream().map(Fault::label).toList(),
                given.contains(Fault.Need.NETWORK)
                        ? ""
                        : " (loopback only: the network is not this process's own, so it is not cut)");
        Schedule schedule = Schedule.of(options.seed(), faults, Rig.NODES, options.length());
        try (Tools tools = Tools.make(faults, directory)) {
            Saboteur saboteur = new Saboteur(schedule, tools);
            Rig.Run run = new Rig(Plan.of(options.seed(), directory, System.out::println)
                            .with(tools::launcher))
                    .run(saboteur);
            Verdict verdict = Checker.check(run.evidence());
            System.out.println("faults " + saboteur.done());
            Report.print(run.evidence(), verdict);
            run.ended().forEach(System.out::println);
            System.out.println("the history is in " + directory);
            return verdict.isClean()
                    && (run.ended().isEmpty() || faults.stream().anyMatch(Fault::mayEndNodes));
        }
    }
}
