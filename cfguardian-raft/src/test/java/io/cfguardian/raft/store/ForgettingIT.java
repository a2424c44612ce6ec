package io.cfguardian.raft.store;

import static io.cfguardian.testkit.example.Examples.ALICE;
import static io.cfguardian.testkit.example.Examples.NOON;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.nodeRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.testkit.example.EveryKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** That forgetting one of very many remembered answers, as each write does in the end, does not read their files anew. */
class ForgettingIT {

    private static final int ANSWERS = 400_000;
    private static final int IN_ONE_BATCH = 4_000;
    private static final int FORGOTTEN = 4_000;

    /** Of data blocks alone, most of which are in the cache. With the index and the filter of a file read anew each time it is four. */
    private static final int MISSES_EACH = 2;

    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void theOldestOfManyAnswersIsFoundInWhatWasReadForTheOneBefore() throws RocksDBException {
        try (RocksStore store = RocksStore.open(new StoreSettings(directory, 2 * MIB, 8 * MIB), failure -> {
            throw new AssertionError(failure);
        })) {
            remember(store);
            Database database = store.current();
            database.flush();
            database.rocks().compactRange(database.handle(KeySpace.REQUEST));
            database.rocks().compactRange(database.handle(KeySpace.REQUEST_BY_SEQUENCE));
            long before = store.numbers().work().cacheMisses();
            for (long sequence = 0; sequence < FORGOTTEN; sequence++) {
                try (Application application = store.begin()) {
                    application.remove(
                            application.request(Origin.NODE, sequence).orElseThrow());
                    application.commit(ANSWERS + sequence, 1);
                }
            }
            assertThat(store.numbers().work().cacheMisses() - before).isLessThan(FORGOTTEN * MISSES_EACH);
        }
    }

    private static void remember(RocksStore store) {
        int batches = ANSWERS / IN_ONE_BATCH;
        for (int batch = 0; batch < batches; batch++) {
            try (Application application = store.begin()) {
                // Each flush has answers from everywhere, so that they end up in one file.
                for (int sequence = batch; sequence < ANSWERS; sequence += batches) {
                    application.put(answer(sequence));
                }
                application.commit(batch + 1, 1);
            }
        }
    }

    /** Ids of a node come in the order of its requests. */
    private static RequestRecord answer(int sequence) {
        return new RequestRecord(
                new RequestKey(ALICE, nodeRequest("%032d".formatted(sequence))),
                sequence,
                hash("asked" + sequence),
                NOON,
                EveryKind.outcomes().getFirst());
    }
}
