package io.cfguardian.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.server.ExitCode;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.oidc.RealProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * A node is seeded, and the scripts run against it for a second each: that they ask for what the node does. Left out is {@code
 * rate-limit}, which wants another node, with limits.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // Set before the first test.
final class LoadScriptsIT {

    /** A metric is not as a script demands. */
    private static final int CROSSED = 99;

    private static final Path SCRIPTS = Path.of("..", "load");

    @TempDir
    private static Path directory;

    private static RealProvider provider;
    private static ProcessCluster cluster;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        provider = RealProvider.started();
        cluster = ProcessCluster.start(
                1,
                Map.of(
                        "CFGUARDIAN_SSO_PROVIDER", "corp",
                        "CFGUARDIAN_SSO_ISSUER", provider.issuer().toString(),
                        "CFGUARDIAN_SSO_CLIENT_ID", "cfguardian",
                        "CFGUARDIAN_SSO_CLIENT_SECRET", "a-secret-of-the-test",
                        "CFGUARDIAN_SSO_REDIRECT_URI", RealProvider.REDIRECT.toString(),
                        "CFGUARDIAN_SSO_CREATE_USERS", "true"));
        Files.writeString(directory.resolve("token"), cluster.token());
    }

    @AfterAll
    static void stop() {
        cluster.close();
        provider.close();
    }

    @Test
    @Order(1)
    void whatIsThereIsNotMadeAgainAndNoPasswordIsTold() throws IOException {
        assertThat(seed(2))
                .contains(
                        "projects     2 new, 0 there before",
                        "environments 4 new, 0 there before",
                        "configs      8 new, 0 there before",
                        "users        2 new, 0 there before");
        assertThat(seed(3))
                .contains(
                        "projects     0 new, 2 there before",
                        "users        1 new, 2 there before",
                        "members      1 new, 2 there before")
                .doesNotContain(Files.readString(passwordFile()).strip());
        assertThat(Files.getPosixFilePermissions(passwordFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    @Order(2)
    void aNumberOutOfItsRangeMakesNothing() {
        StringWriter err = new StringWriter();
        assertThat(run(err, new StringWriter(), "--users", "1001")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("seed: --users is 1001, expected 1 to 1000");
    }

    @ParameterizedTest
    @Order(3)
    @ValueSource(strings = {"smoke", "config", "login", "mfa", "watch", "sso"})
    void aScriptFindsEveryAnswerAsItExpectsIt(String script) throws IOException, InterruptedException {
        Ran ran = node(script, passwordFile());
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("ok     checks: rate==1").doesNotContain("FAILED", "CROSSED");
    }

    @Test
    @Order(4)
    void anUnexpectedAnswerFailsTheRun() throws IOException, InterruptedException {
        Path other = Files.writeString(directory.resolve("other"), "not-the-password-of-them");
        Ran ran = node("login", other);
        assertThat(ran.exitCode()).as(ran.output()).isNotZero();
        assertThat(ran.output()).contains("FAILED login: 200: 0 of ", "CROSSED checks: rate==1");
        assertThat(node("no-such-script", other).exitCode()).isNotZero().isNotEqualTo(CROSSED);
    }

    private static String seed(int users) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(run(err, out, "--users", String.valueOf(users), "--configs", "2"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
        return out.toString();
    }

    private static int run(StringWriter err, StringWriter out, String... more) {
        CommandLine commandLine = new CommandLine(new SeedCommand());
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        String[] arguments = {
            "--url",
            cluster.client(0).base().toString(),
            "--token-file",
            directory.resolve("token").toString(),
            "--password-file",
            passwordFile().toString()
        };
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return commandLine.execute(all);
    }

    private static Path passwordFile() {
        return directory.resolve("password");
    }

    /** What became of a program. */
    private record Ran(int exitCode, String output) {}

    private static Ran node(String script, Path passwordFile) throws IOException, InterruptedException {
        Path log = directory.resolve(script + ".log");
        ProcessBuilder builder = new ProcessBuilder("node", "run.mjs", script + ".js")
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "BASE_URL", cluster.client(0).base().toString(),
                        "PASSWORD_FILE", passwordFile.toString(),
                        "USERS", "3",
                        "CONFIGS", "2",
                        "VUS", "4",
                        // Whether an answer is right is asked here, and not whether it is soon.
                        "PATIENCE", "30",
                        "DURATION", "1s"));
        Process process = builder.start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(script + " does not end: " + Files.readString(log));
        }
        return new Ran(process.exitValue(), Files.readString(log));
    }
}
