package io.cfguardian.testkit.postgres;

import io.cfguardian.testkit.cluster.Ports;
import io.cfguardian.tls.authority.PemKeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of its own on loopback, with an empty directory, that syncs its log like any other. A JVM that ends takes
 * it along. Confined to one thread.
 */
public final class RealPostgres implements AutoCloseable {

    private static final String USER = "postgres";
    private static final Duration START_MAX = Duration.ofMinutes(1);
    private static final long STOP_SECONDS_MAX = 30;

    private final Path binaries = PostgresBinaries.directory();
    private final Path home;
    private final int port;
    private @Nullable Process process;

    private RealPostgres(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    /** A server that answers. */
    public static RealPostgres start() {
        try {
            RealPostgres postgres = new RealPostgres(
                    Files.createTempDirectory("cfguardian-pg"), Ports.pick(1).getFirst());
            postgres.run(
                    "initdb",
                    "-D",
                    postgres.data(),
                    "-U",
                    USER,
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-sync");
            postgres.restart();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** A superuser without a password. */
    public String user() {
        return USER;
    }

    /** The database that is there from the beginning. */
    public String database() {
        return "postgres";
    }

    /** For {@link DriverManager}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database();
    }

    /** A new connection. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), USER, "");
    }

    /** Starts it with the data that it has, and waits until it answers. */
    public void restart() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("PostgreSQL runs already");
        }
        Awaitility.await("PostgreSQL on port " + port)
                .atMost(START_MAX)
                .pollInterval(Duration.ofMillis(50))
                .until(this::answers);
    }

    /** From its next start on it speaks TLS, with this certificate, and with nobody who does not. */
    public void useTls(PemKeyPair certificate) {
        try {
            Path key = Path.of(data(), "server.key");
            Files.writeString(Path.of(data(), "server.crt"), certificate.certificate());
            Files.writeString(key, certificate.key());
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(Path.of(data(), "postgresql.conf"), "ssl = on\n");
            Files.writeString(Path.of(data(), "pg_hba.conf"), "hostssl all all 127.0.0.1/32 trust\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of the server, which all others of it are begun by. */
    public long pid() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException("PostgreSQL does not run");
        }
        return current.pid();
    }

    /** Ends it by SIGKILL. */
    public void kill() {
        end("KILL");
    }

    /** Stops every process of it where it is, as if the machine hung. */
    public void pause() {
        signalAll("STOP");
    }

    /** Has it go on after {@link #pause}. */
    public void resume() {
        signalAll("CONT");
    }

    @Override
    public void close() {
        end("INT");
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that still clears up after one that was killed ends at once, and is started again. */
    private boolean answers() {
        Process current = process;
        if (current == null || !current.isAlive()) {
            process = started();
        }
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private Process started() {
        try {
            Process started = command(List.of(
                            "postgres",
                            "-D",
                            data(),
                            "-p",
                            String.valueOf(port),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories=",
                            "-c",
                            "timezone=UTC",
                            "-c",
                            "log_timezone=UTC"))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(home.resolve("log").toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String data() {
        return home.resolve("data").toString();
    }

    private void run(String... words) throws IOException {
        Process running = command(List.of(words)).redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (running.waitFor() != 0) {
                throw new IllegalStateException(words[0] + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** PostgreSQL refuses to run as root; in a namespace without root's name, root is nobody. */
    private ProcessBuilder command(List<String> words) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve("bin").resolve(words.getFirst()).toString());
        command.addAll(words.subList(1, words.size()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        return builder;
    }

    private void end(String signal) {
        Process current = process;
        if (current == null || !current.isAlive()) {
            return;
        }
        signal(current.pid(), signal);
        try {
            if (!current.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                current.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void signalAll(String signal) {
        Process current = process;
        if (current != null) {
            Stream.concat(Stream.of(current.toHandle()), current.descendants())
                    .forEach(one -> signal(one.pid(), signal));
        }
    }

    private static void signal(long pid, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
