package io.cfguardian.raft.consensus;

import io.cfguardian.raft.consensus.ConsensusStartException.Problem;
import io.cfguardian.raft.consensus.log.CheckedLogStorage;
import io.cfguardian.raft.consensus.meta.DamagedMetaException;
import io.cfguardian.raft.consensus.meta.TermAndVoteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A node's directory: the log, term and vote, and snapshots, which are only right together. A part that is missing while another is there was
 * deleted or lost, and a member that goes on without it can break what it promised (vote twice, forget what it acknowledged).
 */
record DataDirectory(Path log, Path meta, Path snapshots, Path probation) {

    private static final Pattern SNAPSHOT = Pattern.compile("snapshot_(\\d{1,18})");

    static DataDirectory of(Path directory) {
        return new DataDirectory(
                directory.resolve("log"),
                directory.resolve("meta"),
                directory.resolve("snapshots"),
                directory.resolve("probation"));
    }

    /**
     * Makes the directory ready for a node: begins an empty one, and refuses one whose parts do not fit together.
     *
     * @param alone whether the node has nobody to ask what it may have forgotten
     */
    void prepare(boolean alone) throws ConsensusStartException {
        try {
            Files.createDirectories(log);
            Files.createDirectories(snapshots);
            boolean hasLog = CheckedLogStorage.exists(log);
            boolean hasSnapshot = hasSnapshot();
            if (!TermAndVoteFile.exists(meta)) {
                if (hasLog || hasSnapshot) {
                    throw damaged("term and vote are missing in " + meta + " while there is a log or a snapshot");
                }
                if (!alone) {
                    // Before there is anything that would look like data.
                    Probation.mark(probation);
                }
                TermAndVoteFile.create(meta);
                return;
            }
            long term = TermAndVoteFile.open(meta).current().term();
            if (!hasLog && (hasSnapshot || term > 0)) {
                throw damaged("the log is missing in " + log + " while there is a term, " + term + ", or a snapshot");
            }
        } catch (DamagedMetaException damaged) {
            throw new ConsensusStartException(Problem.DAMAGED_DATA, String.valueOf(damaged.getMessage()), damaged);
        } catch (IOException failed) {
            throw new ConsensusStartException(Problem.NOT_USABLE, "data directory cannot be used: " + failed, failed);
        }
    }

    private boolean hasSnapshot() throws IOException {
        return newestSnapshot() > 0;
    }

    /** The log index that the newest snapshot stands for by its name, 0 without one. */
    long newestSnapshot() throws IOException {
        try (Stream<Path> entries = Files.list(snapshots)) {
            return entries.map(entry -> SNAPSHOT.matcher(entry.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(name -> Long.parseLong(name.group(1)))
                    .max()
                    .orElse(0);
        }
    }

    private static ConsensusStartException damaged(String what) {
        return new ConsensusStartException(
                Problem.DAMAGED_DATA, what + "; wipe this member's whole data directory and let it join anew");
    }
}
