package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.RigFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Has a node asked all the time whether it is ready, by an {@link Asker}: a process of its own, which waits for nobody where the system
 * allows that, so that what is measured is the node and not how many others want the asker's processor.
 */
final class Prober {

    private final URI node;
    private final Process asker;

    private Prober(URI node, Process asker) {
        this.node = node;
        this.asker = asker;
    }

    /** Begins to ask. */
    static Prober start(URI node) {
        Stream<String> java = Stream.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Asker.class.getName(),
                node.toString());
        List<String> command = Stream.concat(Processors.atOnce().stream(), java).toList();
        try {
            return new Prober(
                    node,
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new RigFailure("nobody can be had to ask: " + e.getMessage());
        }
    }

    /**
     * What was seen.
     *
     * @param sortedNanos how long each answer took
     * @param notReady how many said that the node is not ready
     */
    record Seen(List<Long> sortedNanos, int notReady) {

        int count() {
            return sortedNanos.size();
        }

        /** @param part of 1 that took no longer */
        double millis(double part) {
            int at = (int) Math.ceil(part * count()) - 1;
            return sortedNanos.get(Math.clamp(at, 0, count() - 1)) / 1e6;
        }
    }

    /** Stops, and tells what was seen. */
    Seen end() {
        try {
            asker.getOutputStream().close();
            List<String> answers = new String(asker.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
            if (answers.isEmpty()) {
                throw new RigFailure("the node " + node + " could not be probed");
            }
            return new Seen(
                    answers.stream()
                            .map(answer -> Long.valueOf(answer.substring(0, answer.indexOf(' '))))
                            .sorted()
                            .toList(),
                    Math.toIntExact(answers.stream()
                            .filter(answer -> answer.endsWith(" not"))
                            .count()));
        } catch (IOException e) {
            throw new RigFailure("the node " + node + " could not be probed: " + e.getMessage());
        } finally {
            asker.destroyForcibly();
        }
    }
}
