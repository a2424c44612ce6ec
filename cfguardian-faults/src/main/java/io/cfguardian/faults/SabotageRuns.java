package io.cfguardian.faults;

import io.cfguardian.faults.check.Checker;
import io.cfguardian.faults.check.Verdict;
import io.cfguardian.faults.disk.Disks;
import io.cfguardian.faults.disk.PowerCuts;
import io.cfguardian.faults.rig.Fault;
import io.cfguardian.faults.rig.Network;
import io.cfguardian.faults.rig.Plan;
import io.cfguardian.faults.rig.Rig;
import io.cfguardian.faults.rig.RigFailure;
import io.cfguardian.faults.rig.Saboteur;
import io.cfguardian.faults.rig.Schedule;
import io.cfguardian.faults.rig.Stage;
import io.cfguardian.faults.rig.Supervision;
import io.cfguardian.faults.rig.Tools;
import io.cfguardian.faults.sabotage.Sabotage;
import io.cfguardian.faults.sabotage.SabotageAgent;
import io.cfguardian.faults.sabotage.SabotagedProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Runs sabotaged programs one after the other, each under what must bring it to light, and programs that are right under the same: the
 * former must be found, the latter must not.
 */
final class SabotageRuns {

    private static final Duration LENGTH = Duration.ofSeconds(25);
    private static final int CUTS = 3;
    private static final int SHOWN_MAX = 160;

    private final Options options;
    private final Path directory;

    /**
     * How one run ended.
     *
     * @param problem what was seen, empty when nothing was
     */
    private record Ended(String name, String under, Optional<String> problem, boolean isRight) {}

    SabotageRuns(Options options) throws IOException {
        this.options = options;
        this.directory = options.directory();
    }

    /** Whether all that is wrong was found, and nothing else. */
    boolean run() throws IOException {
        if (!Network.isOwn() || !Disks.arePossible()) {
            throw new RigFailure(
                    "sabotage is looked for under cuts of the network and of power, for which this needs to be root on"
                            + " Linux with nft, setpriv and xfsprogs");
        }
        List<Ended> ended = new ArrayList<>();
        List<Sabotage> chosen = options.value("only")
                .map(name -> Stream.of(Sabotage.values())
                        .filter(sabotage -> sabotage.label().equals(name))
                        .toList())
                .orElse(List.of(Sabotage.values()));
        for (Sabotage sabotage : chosen) {
            ended.add(sabotaged(sabotage));
        }
        if (options.value("only").filter(name -> !name.equals("nothing")).isEmpty()) {
            ended.add(untouched("nothing, faults", List.of(Fault.KILL, Fault.PARTITION), false));
            ended.add(untouched("nothing, power cuts", List.of(), true));
        }
        System.out.println("| sabotage | under | seen |\n|---|---|---|");
        ended.forEach(one -> System.out.printf(
                "| %s | %s | %s |%n", one.name(), one.under(), one.problem().orElse("nothing")));
        boolean isWell = ended.stream().allMatch(Ended::isRight);
        System.out.println(isWell ? "the judge sees what it must" : "THE JUDGE IS BLIND, or sees what is not there");
        return isWell;
    }

    private static List<Fault> under(Sabotage sabotage) {
        return switch (sabotage) {
            case LOCAL_READ, REUSED_VERSION, DROPPED_EVENT, IGNORED_GUARD, SKIPPED_APPLY -> List.of(Fault.PAUSE);
            case EARLY_ACKNOWLEDGEMENT -> List.of(Fault.PARTITION);
            case SHORT_SNAPSHOT -> List.of(Fault.KILL);
            case FORGOTTEN_REQUEST -> List.of(Fault.KILL, Fault.PARTITION);
            case NO_SYNC, LYING_DISK -> List.of();
        };
    }

    private Ended sabotaged(Sabotage sabotage) throws IOException {
        List<Fault> faults = under(sabotage);
        Path own = Files.createDirectories(directory.resolve(sabotage.label()));
        List<String> words = SabotagedProgram.launcher(sabotage, own);
        Optional<String> problem = run(sabotage.label(), faults, own, words);
        if (sabotage != Sabotage.LYING_DISK
                && !Files.readString(own.resolve("node-1.log")).contains(SabotageAgent.SAID)) {
            throw new RigFailure(sabotage.label() + " was not done to the program");
        }
        return new Ended(sabotage.label(), name(faults), problem, problem.isPresent());
    }

    private Ended untouched(String name, List<Fault> faults, boolean withPowerCuts) throws IOException {
        Path own = Files.createDirectories(directory.resolve(withPowerCuts ? "none-power" : "none"));
        Optional<String> problem = run(name, faults, own, List.of());
        return new Ended(name, name(faults), problem, problem.isEmpty());
    }

    private static String name(List<Fault> faults) {
        return faults.isEmpty()
                ? CUTS + " power cuts"
                : String.join(", ", faults.stream().map(Fault::label).toList());
    }

    private Optional<String> run(String name, List<Fault> faults, Path own, List<String> words) throws IOException {
        System.out.println("== " + name);
        Plan plan = Plan.of(options.seed(), own, System.out::println);
        if (!faults.isEmpty()) {
            Schedule schedule = Schedule.of(options.seed(), faults, Rig.NODES, LENGTH);
            try (Tools tools = Tools.make(faults, own)) {
                return judge(plan.with(after(words, tools::launcher)), new Saboteur(schedule, tools));
            }
        }
        try (Disks disks = Disks.make(Rig.NODES, own)) {
            return judge(plan.with(after(words, disks::launcher)), new PowerCuts(disks, CUTS, options.seed()));
        }
    }

    private static IntFunction<List<String>> after(List<String> words, IntFunction<List<String>> launcher) {
        return node ->
                Stream.concat(words.stream(), launcher.apply(node).stream()).toList();
    }

    private static Optional<String> judge(Plan plan, Stage.Disturbance disturbance) {
        Optional<String> problem;
        try {
            Rig.Run run = new Rig(plan).run(disturbance);
            Verdict verdict = Checker.check(run.evidence());
            problem = verdict.isClean()
                    ? run.ended().stream().findFirst()
                    : Optional.of(Report.broken(verdict).toString());
        } catch (RigFailure e) {
            problem = Optional.of(Rig.firstLine(e));
        }
        problem = problem.map(SabotageRuns::shortened);
        System.out.println("seen: " + problem.orElse("nothing"));
        return problem;
    }

    private static String shortened(String text) {
        String line = Supervision.lastWords(text).replace('|', '/');
        return line.length() > SHOWN_MAX ? line.substring(0, SHOWN_MAX) + "…" : line;
    }
}
