package io.cfguardian.raft.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final int LAG_MAX = 100;

    private long millis;
    private long applied;
    private long committed;
    private final CatchUp catchUp =
            new CatchUp(LAG_MAX, () -> Duration.ofMillis(millis).toNanos(), () -> applied, () -> committed);

    /** As the worker does it, five times a second. */
    private void run(long forMillis) {
        for (long end = millis + forMillis; millis < end; millis += 200) {
            if (!catchUp.look()) {
                return;
            }
        }
    }

    @Test
    void whoHasJustStartedHasToShowIt() {
        assertThat(catchUp.check().obstacle()).isEqualTo("the node has not caught up with the leader");
        assertThat(catchUp.look()).isFalse();
        catchUp.shown();
        assertThat(catchUp.look()).isTrue();
        assertThat(catchUp.check().passes()).isTrue();
    }

    @Test
    void afterATimeWithoutALeaderItHasToShowItAgain() {
        catchUp.shown();
        catchUp.lost();
        assertThat(catchUp.look()).isFalse();
        assertThat(catchUp.check().passes()).isFalse();
    }

    @Test
    void whoDidNotRunIsNotReadyBeforeAnybodyHasLooked() {
        catchUp.shown();
        run(1_000);
        millis += 5_000;
        assertThat(catchUp.check().obstacle())
                .isEqualTo("the node did not run for 5200 ms and may be behind the leader");
        assertThat(catchUp.check().age()).isEqualTo(Duration.ofMillis(5_200));
        assertThat(catchUp.look()).isFalse();
        assertThat(catchUp.check().obstacle()).isEqualTo("the node has not caught up with the leader");
    }

    @Test
    void whoIsALittleLateGoesOn() {
        catchUp.shown();
        millis += 2_000;
        assertThat(catchUp.check().passes()).isTrue();
        assertThat(catchUp.look()).isTrue();
    }

    @Test
    void whoHearsOfMoreThanItHasAppliedIsNotReadyWhileItIsFarBehind() {
        catchUp.shown();
        applied = 1_000;
        committed = 1_100;
        assertThat(catchUp.check().passes()).isTrue();
        committed = 1_101;
        assertThat(catchUp.check().obstacle())
                .isEqualTo("the node is 101 entries of the log behind the leader, more than 100");
        applied = 1_001;
        assertThat(catchUp.check().passes()).isTrue();
    }

    @Test
    void aLeaderThatHearsNobodyIsNotBehind() {
        catchUp.shown();
        applied = 1_000_000;
        assertThat(catchUp.check().passes()).isTrue();
    }
}
