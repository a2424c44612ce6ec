package io.cfguardian.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What was given on the command line: a command, then values by name.
 *
 * @param command the first word when it is no name
 */
record Options(String command, Map<String, String> values) {

    private static final List<String> NAMES =
            List.of("seed", "minutes", "faults", "directory", "check", "cases", "times", "signal", "only", "commits");

    static Options parse(String[] arguments) {
        boolean hasCommand = arguments.length > 0 && !arguments[0].startsWith("--");
        Map<String, String> values = new TreeMap<>();
        for (int i = hasCommand ? 1 : 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!NAMES.contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("expected a value for one of --" + String.join(", --", NAMES));
            }
            values.put(name, arguments[i + 1]);
        }
        values.computeIfAbsent(
                "seed", ignored -> String.valueOf(ThreadLocalRandom.current().nextInt(1_000_000)));
        return new Options(hasCommand ? arguments[0] : "", values);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    long seed() {
        return Long.parseLong(value("seed").orElseThrow());
    }

    int number(String name, int otherwise) {
        return value(name).map(Integer::parseInt).orElse(otherwise);
    }

    Duration length() {
        return value("minutes")
                .map(Double::parseDouble)
                .map(minutes -> Duration.ofMillis(
                        Math.round(minutes * Duration.ofMinutes(1).toMillis())))
                .orElse(Duration.ofMinutes(1));
    }

    /** Where the run leaves what it found, made when absent. */
    Path directory() throws IOException {
        String name = command.isEmpty() ? "" : command + "-";
        return Files.createDirectories(Path.of(value("directory").orElse("target/faults/" + name + seed()))
                .toAbsolutePath());
    }
}
