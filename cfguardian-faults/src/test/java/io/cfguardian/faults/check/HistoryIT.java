package io.cfguardian.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.faults.history.Evidence;
import io.cfguardian.faults.history.History;
import io.cfguardian.testkit.generate.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryIT {

    @Test
    void evidenceThatIsReadAgainIsTheSame(@TempDir Path directory) {
        Seed.run(random -> {
            Evidence evidence = MadeUpRun.of(random);
            History history = new History(directory);
            try {
                history.leave(evidence);
                assertThat(history.read()).isEqualTo(evidence);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
