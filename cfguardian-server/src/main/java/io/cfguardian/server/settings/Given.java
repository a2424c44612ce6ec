package io.cfguardian.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was given for each key, read as its kind, and every complaint about it.
 * A text that is wrong counts as none, so that reading goes on. Confined to one thread.
 */
final class Given {

    private final Sources sources;
    private final List<Problem> problems;
    private final Set<Key<?>> unsound = new HashSet<>();

    Given(Sources sources, List<Problem> problems) {
        this.sources = sources;
        this.problems = problems;
    }

    /** The value of a key that has a default; the default, too, when what was given is wrong, so that reading goes on. */
    <T> T value(Key<T> key) {
        return optional(key).orElseGet(() -> {
            if (key.defaultText() == null) {
                throw new IllegalStateException(key.name() + " has no default");
            }
            return key.kind().parse(key.defaultText());
        });
    }

    /** The value of a key, empty when nothing was given or something wrong. */
    <T> Optional<T> optional(Key<T> key) {
        Optional<String> text = sources.text(key).map(String::strip);
        return text.flatMap(given -> parsed(key, given, sources.origin(key)));
    }

    private <T> Optional<T> parsed(Key<T> key, String given, String origin) {
        try {
            return Optional.of(key.kind().parse(given));
        } catch (RuntimeException unfit) {
            String shown = key.kind().isSecret() ? "a text of " + given.length() + " characters" : Problem.shown(given);
            unsound.add(key);
            problems.add(new Problem(
                    key.name(),
                    shown + " in " + origin,
                    "expected " + key.kind().range()));
            return Optional.empty();
        }
    }

    /** Whether nothing wrong was given for {@code key} itself. */
    boolean isSound(Key<?> key) {
        return !unsound.contains(key);
    }

    /** Whether nothing was given for {@code key} itself. */
    boolean isAbsent(Key<?> key) {
        return sources.text(key).isEmpty();
    }

    /** A secret that is given itself or by the name of a file, not both. */
    <T> Optional<T> secret(Key<T> itself, Key<Path> file) {
        if (!isAbsent(itself) && !isAbsent(file)) {
            problems.add(new Problem(itself.name(), "", "expected it or " + file.name() + ", got both"));
        }
        return optional(itself).or(() -> optional(file).flatMap(path -> in(path, itself, file)));
    }

    private <T> Optional<T> in(Path path, Key<T> itself, Key<Path> file) {
        try {
            return parsed(itself, Files.readString(path).strip(), path.toString());
        } catch (IOException unreadable) {
            problems.add(new Problem(
                    file.name(),
                    Problem.shown(path.toString()),
                    "cannot be read (" + Sources.reason(unreadable) + ")"));
            return Optional.empty();
        }
    }

    /** Complains when only one of two keys was given that need each other. */
    void together(Key<?> one, Optional<?> ofOne, Key<?> other, Optional<?> ofOther) {
        if (ofOne.isPresent() != ofOther.isPresent()) {
            complain(ofOne.isPresent() ? other : one, "expected it with " + (ofOne.isPresent() ? one : other).name());
        }
    }

    /** @param expected what must hold between keys, for the operator */
    void complain(Key<?> key, String expected) {
        complain(key, "", expected);
    }

    /** @param given what was given, as it may be shown */
    void complain(Key<?> key, String given, String expected) {
        problems.add(new Problem(key.name(), given, expected));
    }
}
