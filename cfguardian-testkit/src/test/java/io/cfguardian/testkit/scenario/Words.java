package io.cfguardian.testkit.scenario;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The words of one line, taken from the front. */
final class Words {

    private final String line;
    private final Deque<String> words;

    Words(String line) {
        this.line = line;
        this.words = new ArrayDeque<>(List.of(line.strip().split(" +")));
    }

    String next() {
        String word = words.poll();
        if (word == null) {
            throw new IllegalArgumentException("the line ends too early: " + line);
        }
        return word;
    }

    /** The next word, when there is one. */
    Optional<String> more() {
        return Optional.ofNullable(words.poll());
    }

    /** The word after {@code keyword}, when that comes next. */
    Optional<String> after(String keyword) {
        if (!keyword.equals(words.peek())) {
            return Optional.empty();
        }
        words.poll();
        return Optional.of(next());
    }

    void end() {
        if (!words.isEmpty()) {
            throw new IllegalArgumentException("not understood: " + words + " in: " + line);
        }
    }
}
