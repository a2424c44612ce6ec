package io.cfguardian.faults;

import io.cfguardian.faults.check.Checker;
import io.cfguardian.faults.check.Verdict;
import io.cfguardian.faults.disk.Disks;
import io.cfguardian.faults.disk.PowerCuts;
import io.cfguardian.faults.rig.Plan;
import io.cfguardian.faults.rig.Rig;
import io.cfguardian.faults.rig.RigFailure;
import java.io.IOException;
import java.nio.file.Path;

/** Cuts the power of a whole cluster under load, and judges. */
final class PowerCutRun {

    private static final int TIMES = 20;

    private PowerCutRun() {}

    static boolean run(Options options) throws IOException {
        if (!Disks.arePossible()) {
            throw new RigFailure("this needs to be root on Linux with nft, setpriv, xfsprogs and loop devices");
        }
        Path directory = options.directory();
        int times = options.number("times", TIMES);
        System.out.printf("seed %d, %d power cuts%n", options.seed(), times);
        Rig.Run run;
        try (Disks disks = Disks.make(Rig.NODES, directory)) {
            run = new Rig(Plan.of(options.seed(), directory, System.out::println)
                            .with(disks::launcher))
                    .run(new PowerCuts(disks, times, options.seed()));
        }
        Verdict verdict = Checker.check(run.evidence());
        Report.print(run.evidence(), verdict);
        run.ended().forEach(System.out::println);
        return verdict.isClean() && run.ended().isEmpty();
    }
}
