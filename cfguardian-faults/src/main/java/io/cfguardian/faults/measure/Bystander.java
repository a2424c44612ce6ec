package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.Pause;
import io.cfguardian.faults.rig.RigFailure;
import io.cfguardian.testkit.cluster.Ports;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Redis on the first processor that is asked for nothing but PING. There is hardly a server that does less for an answer: how long it
 * takes is how long the processor makes anybody wait.
 */
final class Bystander implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int ATTEMPTS_MAX = 500;

    private final URI address;
    private final Process redis;

    private Bystander(URI address, Process redis) {
        this.address = address;
        this.redis = redis;
    }

    /** Starts it, and waits until it listens; its files are below {@code directory}. */
    static Bystander start(Path directory) {
        try {
            int port = Ports.pick(1).getFirst();
            List<String> words = List.of(
                    "redis-server",
                    "--bind",
                    "127.0.0.1",
                    "--port",
                    String.valueOf(port),
                    "--save",
                    "",
                    "--dir",
                    directory.toString());
            Process redis = new ProcessBuilder(Stream.concat(Processors.first().stream(), words.stream())
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("redis.log").toFile())
                    .start();
            Bystander bystander = new Bystander(URI.create(Question.REDIS + "://127.0.0.1:" + port), redis);
            bystander.await();
            return bystander;
        } catch (IOException notThere) {
            throw new RigFailure("redis-server is needed: " + notThere.getMessage());
        }
    }

    private void await() {
        for (int attempt = 1; !listens(); attempt++) {
            if (attempt == ATTEMPTS_MAX || !redis.isAlive()) {
                close();
                throw new RigFailure("redis-server does not listen at " + address);
            }
            Pause.of(LOOK_AGAIN);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        redis.destroyForcibly();
    }
}
