package io.cfguardian.raft.consensus;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Whether a member may do all that Raft lets a member do. One that begins without data may have had some, and have promised or acknowledged
 * what it does not know any more: were it to vote like any other, a majority could elect a leader without acknowledged writes. So
 * it neither votes nor stands for election until it has what its cluster has, and follows no leader of a term that is over. {@link
 * Readmission} leads it there. The mark on disk outlives a restart. Thread-safe.
 */
final class Probation {

    private final Path mark;
    private volatile Stage stage;
    private volatile long termMin;

    private enum Stage {
        /** It does not know yet whether there is a cluster that goes on. */
        ASKING,
        /** It follows, and nothing else. */
        CATCHING_UP,
        OVER
    }

    private Probation(Path mark, Stage stage) {
        this.mark = mark;
        this.stage = stage;
    }

    /** Marks a member that begins without data, before it has any; on disk when this returns. */
    static void mark(Path mark) throws IOException {
        try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        syncParent(mark);
    }

    /** As the mark says, whether it is there or not. */
    static Probation of(Path mark) {
        return new Probation(mark, Files.exists(mark) ? Stage.ASKING : Stage.OVER);
    }

    boolean isOver() {
        return stage == Stage.OVER;
    }

    boolean isAsking() {
        return stage == Stage.ASKING;
    }

    /** Whether a leader of that term may be followed. */
    boolean follows(long term) {
        return switch (stage) {
            case ASKING -> false;
            case CATCHING_UP -> term >= termMin;
            case OVER -> true;
        };
    }

    /** There is a cluster: leaders are followed from that term on. */
    void catchUp(long fromTerm) {
        termMin = fromTerm;
        stage = Stage.CATCHING_UP;
    }

    /** It is over, for good once this returns. */
    void end() throws IOException {
        Files.deleteIfExists(mark);
        syncParent(mark);
        stage = Stage.OVER;
    }

    private static void syncParent(Path mark) throws IOException {
        try (FileChannel parent = FileChannel.open(mark.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            parent.force(true);
        }
    }
}
