package io.cfguardian.raft.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk whose free bytes the test sets, with a ballast that is a real file. */
@SuppressWarnings("NullAway.Init") // Made before each test.
class DiskRoomIT {

    private static final long RESERVE = 80;
    private static final long BALLAST = 3 << 20;
    private static final long TOTAL = 1 << 30;

    @TempDir
    private Path data;

    private final AtomicLong usable = new AtomicLong(BALLAST + 1_000);
    private Path ballast;
    private DiskRoom room;

    @BeforeEach
    void open() {
        ballast = data.resolve("ballast");
        room = new DiskRoom(usable::get, () -> TOTAL, RESERVE, new Ballast(ballast, BALLAST));
        room.look();
    }

    @Test
    void thereIsTooLittleBelowTheReserveAndEnoughOnlyAQuarterAboveIt() {
        DiskRoom bare = new DiskRoom(usable::get, () -> TOTAL, RESERVE, new Ballast(ballast, 0));
        look(bare, RESERVE);
        assertThat(bare.isLow()).isFalse();
        look(bare, RESERVE - 1);
        assertThat(bare.isLow()).isTrue();
        look(bare, RESERVE + 19);
        assertThat(bare.isLow()).isTrue();
        look(bare, RESERVE + 20);
        assertThat(bare.isLow()).isFalse();
        look(bare, RESERVE);
        assertThat(bare.isLow()).isFalse();
    }

    @Test
    void theBallastIsLaidAtOnceWithEveryByteWritten() throws IOException {
        assertThat(Files.size(ballast)).isEqualTo(BALLAST);
        assertThat(Files.readAllBytes(ballast)).isNotEqualTo(new byte[(int) BALLAST]);
        assertThat(data.resolve("ballast.tmp")).doesNotExist();
    }

    @Test
    void theBallastIsGivenUpBeforeTheDiskIsFullAndThatMakesNoRoomForData() {
        DiskRoom large = new DiskRoom(usable::get, () -> TOTAL, BALLAST / 2, new Ballast(ballast, BALLAST));
        usable.set(BALLAST / 4);
        large.look();
        assertThat(large.isLow()).isTrue();
        assertThat(ballast).exists();

        usable.set(BALLAST / 4 - 1);
        large.look();
        assertThat(ballast).doesNotExist();
        usable.addAndGet(BALLAST);
        large.look();
        assertThat(large.isLow()).as("its own bytes are no room").isTrue();
        assertThat(ballast).doesNotExist();
    }

    @Test
    void theBallastIsLaidAgainWhenThereIsRoom() {
        look(room, 0);
        assertThat(ballast).doesNotExist();
        DiskRoom restarted = new DiskRoom(usable::get, () -> TOTAL, RESERVE, new Ballast(ballast, BALLAST));
        usable.set(BALLAST + RESERVE);
        restarted.look();
        assertThat(ballast).exists();
    }

    @Test
    void aFailedWriteGivesTheBallastUpOnlyWhenTheDiskIsAsGoodAsFull() {
        usable.set(BALLAST);
        room.writeFailed();
        assertThat(ballast).exists();
        usable.set(BALLAST - 1);
        room.writeFailed();
        assertThat(ballast).doesNotExist();
    }

    @Test
    void whatACrashLeftOfTheBallastIsNotTakenForIt() throws IOException {
        Files.delete(ballast);
        Files.writeString(data.resolve("ballast.tmp"), "half");
        new DiskRoom(usable::get, () -> TOTAL, RESERVE, new Ballast(ballast, BALLAST)).look();
        assertThat(Files.size(ballast)).isEqualTo(BALLAST);
        assertThat(data.resolve("ballast.tmp")).doesNotExist();
    }

    @Test
    void whatWasMeasuredCountsTheBallastAsTakenWhetherItLiesThereOrNot() {
        assertThat(room.measured()).isEqualTo(new DiskRoom.Measured(TOTAL, 1_000, 0));
        look(room, 1_000);
        assertThat(room.measured()).isEqualTo(new DiskRoom.Measured(TOTAL, 1_000, BALLAST));
        assertThat(ballast).doesNotExist();
        look(room, BALLAST + 10);
        assertThat(room.measured()).isEqualTo(new DiskRoom.Measured(TOTAL, 10, 0));
    }

    @Test
    void withoutBallastNothingIsLaid() {
        look(room, 0);
        DiskRoom bare = new DiskRoom(usable::get, () -> TOTAL, RESERVE, new Ballast(ballast, 0));
        usable.set(1L << 40);
        bare.look();
        bare.writeFailed();
        assertThat(ballast).doesNotExist();
        assertThat(bare.isLow()).isFalse();
    }

    private void look(DiskRoom seen, long usableBytes) {
        usable.set(usableBytes);
        seen.look();
    }
}
