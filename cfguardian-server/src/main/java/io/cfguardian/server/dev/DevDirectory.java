package io.cfguardian.server.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything a local cluster keeps between two starts:
 *
 * <pre>
 * cluster.json      the plan, made at the first start
 * master-secret     what the state's secrets are sealed with, made at the first start
 * admin-password    the administrator's password, made at the first start
 * login.json        what to send to sign in with it
 * dev.json          what runs now
 * node-1/           a node's settings.yaml, data/ and log/node.log; a log of 16 MiB is node.log.1 from the next start on
 * </pre>
 *
 * Nobody but the owner may look into it. Confined to one thread.
 */
final class DevDirectory {

    static final String ADMIN_EMAIL = "admin@localhost";

    private static final int MASTER_BYTES = 32;
    private static final int PASSWORD_BYTES = 18;
    private static final String LOCK = "lock";
    private static final String PLAN = "cluster.json";
    private static final String RUNNING = "dev.json";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path root;

    private DevDirectory(Path root) {
        this.root = root;
    }

    /**
     * Makes the directory, or takes the one that is there.
     *
     * @throws DevFailure when it holds something that is not a local cluster
     */
    static DevDirectory open(Path path) throws IOException {
        Path root = path.toAbsolutePath().normalize();
        Files.createDirectories(root);
        root = root.toRealPath();
        if (!Files.exists(root.resolve(PLAN)) && holdsOtherThings(root)) {
            throw new DevFailure(root + " is not empty and holds no local cluster; choose another --data");
        }
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        return new DevDirectory(root);
    }

    /** The directory if a local cluster was ever started in it. */
    static Optional<DevDirectory> existing(Path path) throws IOException {
        Path root = path.toAbsolutePath().normalize();
        return Files.exists(root.resolve(PLAN)) ? Optional.of(new DevDirectory(root.toRealPath())) : Optional.empty();
    }

    Path root() {
        return root;
    }

    Path node(String id) {
        return root.resolve(id);
    }

    Path settingsFile(String id) {
        return node(id).resolve("settings.yaml");
    }

    Path logFile(String id) {
        return node(id).resolve("log").resolve("node.log");
    }

    Path masterSecretFile() {
        return root.resolve("master-secret");
    }

    Path passwordFile() {
        return root.resolve("admin-password");
    }

    /**
     * Keeps every other start and stop out until it is closed. The system drops it when the process ends.
     *
     * @throws DevFailure when another one is at work
     */
    AutoCloseable lock() throws IOException {
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException sameProcess) {
            // As good as another process's.
        }
        channel.close();
        throw new DevFailure("another start or stop is at work in " + root);
    }

    Optional<Plan> plan() {
        return read(root.resolve(PLAN), Plan.class);
    }

    void write(Plan plan) throws IOException {
        PrivateFile.write(root.resolve(PLAN), JSON.writeValueAsString(plan) + "\n");
    }

    /** What dev.json says; its processes may be gone. */
    Optional<DevFile> running() {
        return read(root.resolve(RUNNING), DevFile.class);
    }

    void write(DevFile running) throws IOException {
        PrivateFile.write(root.resolve(RUNNING), JSON.writeValueAsString(running) + "\n");
    }

    void removeRunning() throws IOException {
        Files.deleteIfExists(root.resolve(RUNNING));
    }

    /** How to be the administrator. */
    DevFile.Admin admin() throws IOException {
        return new DevFile.Admin(ADMIN_EMAIL, PrivateFile.secret(passwordFile(), PASSWORD_BYTES));
    }

    /** Makes the secrets that there are none of. */
    void makeSecrets() throws IOException {
        PrivateFile.secret(masterSecretFile(), MASTER_BYTES);
        PrivateFile.write(loginFile(), JSON.writeValueAsString(admin()) + "\n");
    }

    /** What to send to {@code auth/login}, for curl. */
    Path loginFile() {
        return root.resolve("login.json");
    }

    private static boolean holdsOtherThings(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.anyMatch(child -> !child.endsWith(LOCK));
        }
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(file), type));
        } catch (JacksonException | IllegalArgumentException | NullPointerException malformed) {
            // The password may be in it, so its text is not shown.
            throw new DevFailure(file + " is not what was written there; move it away and stop the nodes by hand");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
