package io.cfguardian.raft.machine;

import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StoreSettings;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Applies {@link Entries} in a process of its own until it is killed, flushing and checkpointing on the way. */
final class CrashingApplier {

    /** Small, so that flushes happen by themselves while it applies. */
    static final long MEMTABLE_BYTES = 1 << 20;

    private CrashingApplier() {}

    /** Arguments: the store's directory, a directory for checkpoints, a seed for the sizes of runs. */
    public static void main(String[] arguments) {
        Path checkpoints = Path.of(arguments[1]);
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[2]));
        RocksStore store =
                RocksStore.open(new StoreSettings(Path.of(arguments[0]), 1 << 20, MEMTABLE_BYTES), failure -> {});
        try (RevisionWaiters waiters =
                RevisionWaiters.start(store.position().head().revision())) {
            ConfigStateMachine machine = new ConfigStateMachine(store, waiters);
            while (true) {
                long next = machine.appliedIndex() + 1;
                machine.apply(Entries.between(next, next + random.nextInt(8)));
                if (random.nextInt(100) == 0) {
                    machine.checkpoint(checkpoints.resolve("at-" + machine.appliedIndex()));
                }
                System.out.println(machine.appliedIndex());
            }
        }
    }
}
