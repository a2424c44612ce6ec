package io.cfguardian.faults.linear;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The histories of Porcupine (MIT License, in the archive), by the names of their files. A line's number is its time. */
final class PorcupineHistories {

    /** The verdicts that Porcupine's own tests expect. */
    private static final List<Integer> LINEARIZABLE_LOGS =
            List.of(2, 5, 7, 18, 25, 31, 38, 45, 48, 49, 51, 53, 56, 67, 75, 76, 80, 87, 92, 98, 100, 101, 102);

    private static final Pattern REGISTER_LINE =
            Pattern.compile("INFO\\s+jepsen\\.util - (\\d+)\\s+:(invoke|ok|fail|info)\\s+:(read|write|cas)\\s+(.*)");
    private static final Pattern STORE_LINE = Pattern.compile(
            "\\{:process (\\d+), :type :(invoke|ok), :f :(get|put|append), :key \"(.*)\", :value (nil|\"(.*)\")\\}");

    /** A request to a register, and its answer where there is one. */
    sealed interface RegisterStep {
        record Read(Optional<Integer> value) implements RegisterStep {}

        record Write(int value) implements RegisterStep {}

        /** Empty: it is not known whether the register had {@code from}. */
        record Swap(int from, int to, Optional<Boolean> done) implements RegisterStep {}
    }

    /** A request to one key of a store, and its answer. */
    sealed interface TextStep {
        record Get(String value) implements TextStep {}

        record Put(String value) implements TextStep {}

        record Append(String value) implements TextStep {}
    }

    /** A history of one or more objects, which are to be judged each by itself. */
    record History<O>(String name, boolean isLinearizable, List<List<Call<O>>> objects) {

        @Override
        public String toString() {
            return name;
        }
    }

    private record Begun(int line, String argument) {}

    private PorcupineHistories() {}

    static List<History<RegisterStep>> registers() {
        List<History<RegisterStep>> histories = new ArrayList<>();
        archive("jepsen/").forEach((name, text) -> {
            int number = Integer.parseInt(name.replaceAll("\\D", ""));
            histories.add(new History<>(name, LINEARIZABLE_LOGS.contains(number), List.of(register(text))));
        });
        return histories;
    }

    static List<History<TextStep>> stores() {
        List<History<TextStep>> histories = new ArrayList<>();
        archive("kv/").forEach((name, text) -> histories.add(new History<>(name, name.contains("ok"), store(text))));
        return histories;
    }

    private static List<Call<RegisterStep>> register(String text) {
        List<Call<RegisterStep>> calls = new ArrayList<>();
        Map<String, Begun> begun = new HashMap<>();
        List<String> lines = text.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            Matcher matcher = REGISTER_LINE.matcher(lines.get(line));
            if (matcher.matches()) {
                String process = matcher.group(1);
                String argument = matcher.group(3) + " " + matcher.group(4).strip();
                if (matcher.group(2).equals("invoke")) {
                    begun.put(process, new Begun(line, argument));
                } else if (!matcher.group(2).equals("info")) {
                    Begun call = begun.remove(process);
                    if (call != null && !argument.endsWith(":timed-out")) {
                        boolean isOk = matcher.group(2).equals("ok");
                        calls.add(new Call<>(call.line(), line, registerStep(argument, Optional.of(isOk))));
                    } else if (call != null && !call.argument().startsWith("read")) {
                        begun.put(process + " at " + call.line(), call);
                    }
                }
            }
        }
        for (Begun call : begun.values()) {
            if (!call.argument().startsWith("read")) {
                calls.add(new Call<>(call.line(), Call.NEVER, registerStep(call.argument(), Optional.empty())));
            }
        }
        return calls;
    }

    private static RegisterStep registerStep(String argument, Optional<Boolean> isOk) {
        List<String> words = List.of(argument.replaceAll("[\\[\\]]", "").split("\\s+"));
        return switch (words.getFirst()) {
            case "read" ->
                new RegisterStep.Read(Optional.of(words.get(1))
                        .filter(word -> !word.equals("nil"))
                        .map(Integer::valueOf));
            case "write" -> new RegisterStep.Write(Integer.parseInt(words.get(1)));
            default -> new RegisterStep.Swap(Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)), isOk);
        };
    }

    private static List<List<Call<TextStep>>> store(String text) {
        Map<String, List<Call<TextStep>>> byKey = new TreeMap<>();
        Map<String, Integer> begun = new HashMap<>();
        List<String> lines = text.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            Matcher matcher = STORE_LINE.matcher(lines.get(line));
            if (!matcher.matches()) {
                throw new IllegalStateException("not a line of a store: " + lines.get(line));
            }
            if (matcher.group(2).equals("invoke")) {
                begun.put(matcher.group(1), line);
            } else {
                int call = begun.getOrDefault(matcher.group(1), line);
                byKey.computeIfAbsent(matcher.group(4), key -> new ArrayList<>())
                        .add(new Call<>(call, line, textStep(matcher.group(3), matcher.group(6))));
            }
        }
        return List.copyOf(byKey.values());
    }

    private static TextStep textStep(String operation, String value) {
        return switch (operation) {
            case "get" -> new TextStep.Get(value);
            case "put" -> new TextStep.Put(value);
            default -> new TextStep.Append(value);
        };
    }

    private static Map<String, String> archive(String under) {
        InputStream resource = PorcupineHistories.class.getResourceAsStream("porcupine.zip");
        if (resource == null) {
            throw new IllegalStateException("no archive of histories on the class path");
        }
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream archive = new ZipInputStream(resource)) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.getName().startsWith(under)) {
                    files.put(entry.getName(), new String(archive.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
