package io.cfguardian.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Free ports on loopback, below those that systems give to outgoing connections, so that a node finds its own again. What was picked is
 * given to nobody else as long as this JVM runs, also by the JVMs of this user that run other tests: of a node that is down the port is free.
 */
public final class Ports {

    private static final int FROM = 12_000;
    private static final int TO = 20_000;

    /** Who has locked the byte with the number of a port has the port; a JVM that ends leaves its locks. */
    private static final FileChannel PICKED = picked();

    private Ports() {}

    /** So many that nobody listens on now. */
    public static List<Integer> pick(int count) {
        Set<Integer> ports = new LinkedHashSet<>();
        while (ports.size() < count) {
            int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            if (take(port)) {
                ports.add(port);
            }
        }
        return new ArrayList<>(ports);
    }

    private static boolean take(int port) {
        try {
            @Nullable FileLock lock = PICKED.tryLock(port, 1, false);
            if (lock == null) {
                return false;
            }
            if (!isFree(port)) {
                lock.release();
                return false;
            }
            return true;
        } catch (OverlappingFileLockException earlier) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static FileChannel picked() {
        Path file =
                Path.of(System.getProperty("java.io.tmpdir"), "cfguardian-ports-" + System.getProperty("user.name"));
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
