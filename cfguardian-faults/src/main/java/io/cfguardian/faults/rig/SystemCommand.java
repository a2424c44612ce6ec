package io.cfguardian.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a command of the system to its end. */
public final class SystemCommand {

    private SystemCommand() {}

    /**
     * What the command said.
     *
     * @throws RigFailure when it ends with anything but 0, with what it said
     */
    public static String run(String... words) {
        return run("", List.of(words));
    }

    /** Runs it with an input. */
    public static String run(String input, List<String> words) {
        Ended ended = tryRun(input, words);
        if (ended.code() != 0) {
            throw new RigFailure("%s ended with %d: %s"
                    .formatted(
                            String.join(" ", words), ended.code(), ended.said().strip()));
        }
        return ended.said();
    }

    /** Runs it; any end is well. */
    public static Ended tryRun(String input, List<String> words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
                writer.write(input);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(words.getFirst() + " does not run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * How a command ended.
     *
     * @param code 0 when it did what it should
     */
    public record Ended(int code, String said) {}
}
