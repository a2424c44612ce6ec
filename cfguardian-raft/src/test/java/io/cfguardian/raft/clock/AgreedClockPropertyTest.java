package io.cfguardian.raft.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A clock whose system clock and time that passes are the test's. */
class AgreedClockPropertyTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");
    private static final int SCHEDULES = 300;
    private static final int STEPS = 60;

    private long nanos = 12_345;
    private Instant passed = BEGIN;
    private Duration error = Duration.ZERO;
    private final AgreedClock clock = new AgreedClock(() -> passed.plus(error), () -> nanos);

    @Test
    void aJumpIsNotFollowedUntilItHasLastedTenMinutes() {
        for (Duration jump : List.of(Duration.ofDays(365), Duration.ofHours(-1), Duration.ofSeconds(11))) {
            AgreedClockPropertyTest one = new AgreedClockPropertyTest();
            one.pass(Duration.ofHours(1));
            one.error = jump;
            for (int minute = 0; minute < 10; minute++) {
                assertThat(one.clock.instant())
                        .as("after %d min of %s", minute, jump)
                        .isEqualTo(one.passed);
                one.pass(Duration.ofMinutes(1));
            }
            assertThat(one.clock.instant()).isEqualTo(one.passed.plus(jump));
        }
    }

    @Test
    void aJumpThatIsTakenBackNeverWas() {
        error = Duration.ofHours(3);
        pass(Duration.ofMinutes(9));
        error = Duration.ZERO;
        pass(Duration.ofMinutes(2));
        error = Duration.ofHours(3);
        pass(Duration.ofMinutes(9));
        assertThat(clock.instant()).isEqualTo(passed);
    }

    @Test
    void slowCorrectionsAreFollowed() {
        for (int minute = 0; minute < 120; minute++) {
            pass(Duration.ofMinutes(1));
            error = error.plusSeconds(9);
            assertThat(clock.instant()).isEqualTo(passed.plus(error));
        }
    }

    /** Whatever an unsteady clock says, the time stamped runs at most so much too fast. */
    @Test
    void aClockThatJumpsAroundIsHeldToTenSecondsAMinute() {
        for (long seed = 0; seed < SCHEDULES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            AgreedClockPropertyTest one = new AgreedClockPropertyTest();
            for (int step = 0; step < STEPS; step++) {
                one.passInMillis(random.nextLong(1, 20_000));
                // Two of the same size would be one jump that lasts.
                one.error = Duration.ofMillis(random.nextLong(-100_000_000, 100_000_000));
                Duration off = Duration.between(one.passed, one.clock.instant()).abs();
                Duration most = AgreedClock.CORRECTION_MAX.multipliedBy(
                        1 + Duration.between(BEGIN, one.passed).toMinutes());
                assertThat(off).as("seed %d, step %d", seed, step).isLessThanOrEqualTo(most);
            }
        }
    }

    @Test
    void aClockThatWasWrongFromTheBeginningIsLedByTheOthers() {
        for (long seed = 0; seed < SCHEDULES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            AgreedClockPropertyTest one = new AgreedClockPropertyTest();
            int members = random.nextInt(3, 8);
            // A minority is wrong, this one perhaps among them; the others differ by what is usual.
            int wrong = random.nextInt(0, (members - 1) / 2 + 1);
            List<Duration> errors = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                errors.add(Duration.ofMillis(
                        i < wrong ? random.nextLong(-100_000_000, 100_000_000) : random.nextLong(-500, 500)));
            }
            Duration own = errors.remove(random.nextInt(members));
            Instant start = one.passed.plus(own);
            AgreedClock led = new AgreedClock(() -> one.passed.plus(own), () -> one.nanos);
            assertThat(led.instant()).isEqualTo(start);
            led.compare(errors.stream().map(error -> error.minus(own)).toList(), members);
            assertThat(Duration.between(one.passed, led.instant()).abs())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(AgreedClock.APART_MAX.plusSeconds(1));
        }
    }

    @Test
    void ofTwoTheOneThatIsAheadFollows() {
        clock.compare(List.of(Duration.ofHours(-1)), 2);
        assertThat(clock.instant()).isEqualTo(passed.minus(Duration.ofHours(1)).plus(AgreedClock.APART_MAX));
        clock.compare(List.of(Duration.ofHours(1)), 2);
        assertThat(clock.instant()).isEqualTo(passed);
    }

    @Test
    void howFarItIsAheadOfTheMedianIsToldAlsoWhenThatIsLittle() {
        clock.compare(List.of(Duration.ofMillis(-300), Duration.ofMillis(-200)), 3);
        assertThat(clock.ahead()).contains(Duration.ofMillis(200));
        assertThat(clock.instant()).isEqualTo(passed);
        clock.compare(List.of(Duration.ofMillis(700), Duration.ofMillis(900)), 3);
        assertThat(clock.ahead()).contains(Duration.ofMillis(-700));
    }

    @Test
    void fewerThanAMajorityTeachNothing() {
        clock.compare(List.of(Duration.ofHours(-1)), 5);
        assertThat(clock.ahead()).isEmpty();
        assertThat(clock.instant()).isEqualTo(passed);
        assertThat(clock.apart()).isZero();
    }

    @Test
    void aJumpThatIsBelievedAtLastIsStillHeldAgainstTheOthers() {
        clock.compare(List.of(Duration.ZERO, Duration.ZERO), 3);
        error = Duration.ofDays(1);
        pass(AgreedClock.HELD_FOR.plusMinutes(1));
        assertThat(clock.own()).isEqualTo(passed.plus(error));
        assertThat(clock.instant()).isEqualTo(passed.plus(AgreedClock.APART_MAX));
    }

    private void passInMillis(long millis) {
        nanos += millis * 1_000_000;
        passed = passed.plusMillis(millis);
    }

    /** In steps, since a node looks at its clock all the time. */
    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            passInMillis(1_000);
            clock.instant();
        }
    }
}
