package io.cfguardian.server.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Closes things in the reverse order of their opening, every one of them whatever the others throw. Filled by one thread;
 * run once, by any.
 */
final class Teardown {

    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(String name, AutoCloseable part) {}

    /** Has {@code part} closed before everything that was added earlier. */
    synchronized <T extends AutoCloseable> T add(String name, T part) {
        steps.push(new Step(name, part));
        return part;
    }

    /**
     * Closes all, and forgets them.
     *
     * @throws IllegalStateException naming the first part that did not close, the others suppressed in it
     */
    synchronized void run() {
        @Nullable IllegalStateException first = null;
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            try {
                step.part().close();
            } catch (Exception failure) {
                IllegalStateException named = new IllegalStateException(step.name() + " did not close", failure);
                if (first == null) {
                    first = named;
                } else {
                    first.addSuppressed(named);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
