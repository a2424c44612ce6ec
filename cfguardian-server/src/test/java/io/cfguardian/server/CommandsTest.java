package io.cfguardian.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void anUnknownCommandSuggestsTheNearest() {
        assertThat(run("sever")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Unmatched argument", "'sever'", "Did you mean", "server");
    }

    @Test
    void aMissingCommandShowsTheUsage() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Usage: cfguardian", "dev", "server", "version");
    }

    @Test
    void helpShowsEveryCommandAndExitCode() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("dev", "server", "version", "Exit codes:", "143 for SIGTERM");
    }

    @Test
    void devStopTakesTheDirectoryAfterOrBefore() {
        assertThat(run("dev", "stop", "--data", "/nowhere/x")).isEqualTo(ExitCode.FAILURE);
        assertThat(run("dev", "--data", "/nowhere/x", "stop")).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch("cfguardian dev stop: there is no cluster in /nowhere/x"::equals);
    }

    @Test
    void wrongSettingsAreListedWithoutAStackTrace() {
        assertThat(run("server", "--settings", "/nowhere/settings.yaml")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .startsWith(
                        "cfguardian server: 3 settings are wrong; nothing was started\n"
                                + "  /nowhere/settings.yaml: no such file\n  cluster.tls.certificate-file: expected it, cluster.tls.key-file");
    }

    @Test
    void versionNamesTheJava() {
        assertThat(run("version")).isZero();
        assertThat(out.toString()).startsWith("cfguardian ").contains("Java 25");
    }

    private int run(String... arguments) {
        CommandLine commandLine = Commands.line(arguments);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
