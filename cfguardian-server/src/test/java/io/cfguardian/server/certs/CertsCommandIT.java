package io.cfguardian.server.certs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.server.ExitCode;
import io.cfguardian.tls.MemberFiles;
import io.cfguardian.tls.MemberIdentity;
import io.cfguardian.tls.MemberKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CertsCommandIT {

    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();

    private Path out() {
        return directory.resolve("keys");
    }

    private int run(String... arguments) {
        CommandLine command = new CommandLine(new CertsCommand());
        command.setOut(new PrintWriter(new StringWriter(), true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(
                Stream.concat(Stream.of("--cluster", "prod", "--out", out().toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private MemberKey keyOf(String node) throws Exception {
        Path home = out().resolve(node);
        return new MemberFiles(home.resolve("node.crt"), home.resolve("node.key"), home.resolve("authority.crt"))
                .read();
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void nodesAreCertifiedByANewAuthorityAndLaterOnesByTheSame() throws Exception {
        assertThat(run("node-1=10.0.0.1,cfg-1.example.org", "node-2=10.0.0.2")).isEqualTo(ExitCode.OK);
        assertThat(run("--days", "30", "node-3=10.0.0.3")).isEqualTo(ExitCode.OK);

        for (String node : List.of("node-1", "node-2", "node-3")) {
            MemberKey key = keyOf(node);
            key.key()
                    .chain()
                    .getFirst()
                    .verify(keyOf("node-1").authorities().getFirst().getPublicKey());
            assertThat(MemberIdentity.of(key.key().chain().getFirst()))
                    .containsExactly(new MemberIdentity("prod", node));
        }
        assertThat(keyOf("node-1").key().chain().getFirst().getSubjectAlternativeNames())
                .extracting(name -> (Object) name.getLast())
                .contains("10.0.0.1", "cfg-1.example.org");
        Instant now = Instant.now();
        assertThat(keyOf("node-1").notAfter())
                .isBetween(now.plus(Duration.ofDays(364)), now.plus(Duration.ofDays(365)));
        assertThat(keyOf("node-3").notAfter()).isBefore(now.plus(Duration.ofDays(30)));
    }

    @Test
    void onlyTheOwnerReadsWhatIsMade() throws Exception {
        assertThat(run("node-1=10.0.0.1")).isEqualTo(ExitCode.OK);
        try (Stream<Path> all = Files.walk(out())) {
            Assertions.assertThat(all)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void nothingIsEverOverwritten() throws Exception {
        assertThat(run("node-1=10.0.0.1")).isEqualTo(ExitCode.OK);
        Map<String, String> before = files();
        assertThat(run("node-2=10.0.0.2", "node-1=10.0.0.1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("node-1 is there already; nothing was made");
        assertThat(files()).isEqualTo(before);

        Files.delete(out().resolve("authority.crt"));
        assertThat(run("node-2=10.0.0.2")).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString()).contains("authority.crt cannot be read");
        assertThat(out().resolve("node-2")).doesNotExist();
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsMade() throws Exception {
        for (String[] wrong : new String[][] {
            {"node-1"},
            {"node-1="},
            {"=10.0.0.1"},
            {"node-1=10.0.0.1,"},
            {"node-1=a b"},
            {"a/../b=10.0.0.1"},
            {"--days", "0", "node-1=10.0.0.1"},
            {"node-1=10.0.0.1", "node-1=10.0.0.2"},
            {}
        }) {
            assertThat(run(wrong)).as(String.join(" ", wrong)).isEqualTo(ExitCode.USAGE);
        }
        assertThat(files()).isEmpty();
    }
}
