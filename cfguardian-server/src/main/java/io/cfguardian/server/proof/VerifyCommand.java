package io.cfguardian.server.proof;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.backup.BackupFile;
import io.cfguardian.raft.backup.BackupHeader;
import io.cfguardian.raft.backup.NewerBackupException;
import io.cfguardian.raft.backup.UnusableBackupException;
import io.cfguardian.server.ExitCode;
import io.cfguardian.server.VersionCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves a backup or an audit export without a node: every hash, every link, from the first commit to the head. */
@Command(
        name = "verify",
        description = "Proves a backup or an audit export, offline.",
        footer = {
            "",
            "Says what was proved, or the first thing that is wrong. A file that was cut at its end or made up as a whole shows only"
                    + " by a head that was noted elsewhere: --head. docs/backup.md and docs/chain.md say what the proof is.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all of it is as it should be",
            "1:something is wrong with the file; standard error says what",
            "2:the command line is wrong, or the file cannot be read, or is of a newer release",
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class VerifyCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--file", paramLabel = "FILE", required = true, description = "A backup, or an audit export.")
    private Path file = Path.of("");

    @Option(
            names = "--head",
            paramLabel = "HASH",
            description = "The hash of any commit, noted earlier: the file must have that commit.")
    private @Nullable String head;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        PrintWriter complained = spec.commandLine().getErr();
        try {
            verify(sought(), spec.commandLine().getOut());
            return ExitCode.OK;
        } catch (IllegalArgumentException wrong) {
            complained.println("cfguardian verify: " + wrong.getMessage());
            return ExitCode.USAGE;
        } catch (NewerBackupException newer) {
            complained.println("cfguardian verify: " + file + " cannot be read: " + newer.getMessage());
            return ExitCode.USAGE;
        } catch (UnusableBackupException | FoundWrong wrong) {
            complained.println("cfguardian verify: " + file + " is wrong: " + wrong.getMessage());
            return ExitCode.FAILURE;
        } catch (IOException failed) {
            complained.println("cfguardian verify: " + file + " cannot be read: " + reason(failed));
            return ExitCode.USAGE;
        }
    }

    private @Nullable Hash sought() {
        if (head == null) {
            return null;
        }
        if (!head.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("--head is not a hash, expected 64 hexadecimal digits");
        }
        return Hash.parse(head.toLowerCase(Locale.ROOT));
    }

    private void verify(@Nullable Hash sought, PrintWriter said) throws IOException, FoundWrong {
        Proof proof;
        if (BackupFile.isBackup(file)) {
            AtomicReference<@Nullable Revision> noted = new AtomicReference<>();
            BackupFile.Verified verified = BackupFile.verify(file, commit -> {
                if (sought != null && commit.hash().equals(sought)) {
                    noted.set(commit.revision());
                }
            });
            BackupHeader header = verified.header();
            requireNoted(sought, noted.get(), header.revision());
            said.println("a backup of cluster " + header.cluster() + ", begun " + header.made() + ", of log index "
                    + header.index() + " and term " + header.term() + ", with " + verified.texts() + " texts");
            proof = new Proof(
                    header.revision(), header.chainHead(), verified.proved().from(), header.logTime(), noted.get());
        } else if (beginsAsExport()) {
            proof = ExportProof.of(file, sought);
            requireNoted(sought, proof.noted(), proof.head());
            said.println("an audit export");
        } else {
            throw new FoundWrong("it is neither a backup nor an audit export");
        }
        said.println("proved: revisions 1 to " + proof.head() + ", from " + proof.from() + " to " + proof.to());
        said.println("head: " + proof.hash());
        if (proof.noted() != null) {
            said.println("the hash that was noted is that of revision " + proof.noted());
        }
    }

    private static void requireNoted(@Nullable Hash sought, @Nullable Revision noted, Revision last) throws FoundWrong {
        if (sought != null && noted == null) {
            throw new FoundWrong(
                    "its chain is whole, but none of its revisions 1 to " + last + " has the hash " + sought);
        }
    }

    private boolean beginsAsExport() throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.read() == '{';
        }
    }

    private static String reason(IOException failed) {
        if (failed instanceof NoSuchFileException) {
            return "no such file";
        }
        return failed instanceof FileSystemException refused && refused.getReason() != null
                ? refused.getReason()
                : String.valueOf(failed.getMessage());
    }
}
