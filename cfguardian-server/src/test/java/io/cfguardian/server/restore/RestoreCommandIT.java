package io.cfguardian.server.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.server.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command says and ends with; nodes that begin so are tested where they are made. */
@SuppressWarnings("NullAway.Init") // Set before each test.
class RestoreCommandIT {

    private static final Path BACKUP = Path.of("../cfguardian-raft/src/test/resources/golden/backup-1.cfgbackup");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private Path settings;
    private Path data;

    @BeforeEach
    void writeSettings() throws IOException {
        data = directory.resolve("data");
        settings = directory.resolve("node.yaml");
        Files.writeString(settings, """
                node.id: n1
                node.data: %s
                cluster.name: new-shop
                cluster.plaintext: true
                secrets.master: K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72ol/pe/Unols=
                """.formatted(data));
    }

    @Test
    void aNodeIsMadeOfABackup() {
        assertThat(run(BACKUP)).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .startsWith("node n1 of cluster new-shop in " + data + " begins with revision ")
                .contains(" of cluster shop, chain head ", "its nodes are n1; restore all of them before any starts");
        assertThat(data.resolve("raft/snapshots")).isNotEmptyDirectory();
        assertThat(data.resolve("restoring")).doesNotExist();
    }

    @Test
    void aSecondTimeNothingIsChanged() {
        run(BACKUP);
        assertThat(run(BACKUP)).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("cfguardian restore: " + data + " is that of a node that has started or was restored;");
    }

    @Test
    void whatIsNoBackupOrADamagedOneMakesNothing() throws IOException {
        assertThat(run(settings)).isEqualTo(ExitCode.FAILURE);
        byte[] bytes = Files.readAllBytes(BACKUP);
        bytes[bytes.length / 2] ^= 1;
        Path damaged = directory.resolve("damaged");
        Files.write(damaged, bytes);
        assertThat(run(damaged)).isEqualTo(ExitCode.FAILURE);
        assertThat(run(directory.resolve("absent"))).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(settings + " is no backup; nothing was made"),
                        line -> assertThat(line)
                                .contains(" is not usable: block ", "is damaged (CRC32C); nothing was made"),
                        line -> assertThat(line).endsWith("absent: no such file; nothing was made"));
        assertThat(data.resolve("raft")).doesNotExist();
        assertThat(data.resolve("restoring")).doesNotExist();
    }

    @Test
    void wrongSettingsAreListed() throws IOException {
        Files.writeString(settings, "node.idd: n1\n");
        assertThat(run(BACKUP)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("cfguardian restore: ").contains("wrong; nothing was made\n  ");
    }

    private int run(Path file) {
        CommandLine commandLine = new CommandLine(new RestoreCommand());
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute("--file", file.toString(), "--settings", settings.toString());
    }
}
