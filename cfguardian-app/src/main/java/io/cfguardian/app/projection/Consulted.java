package io.cfguardian.app.projection;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a projection can be asked, where there is one and while it answers; who asks does without otherwise. Used by many threads.
 *
 * @param <I> what it knows, such as where words are
 */
public final class Consulted<I> {

    private final boolean exists;
    private final Supplier<Optional<I>> usable;
    private final Consumer<ProjectionUnavailable> unanswered;

    private Consulted(boolean exists, Supplier<Optional<I>> usable, Consumer<ProjectionUnavailable> unanswered) {
        this.exists = exists;
        this.usable = usable;
        this.unanswered = unanswered;
    }

    /** Where there is no projection. */
    public static <I> Consulted<I> nobody() {
        return new Consulted<>(false, Optional::empty, ignored -> {});
    }

    /**
     * Where there is one.
     *
     * @param usable empty while it is not to be asked, because it is away or behind
     * @param unanswered is told why a question had no answer; returns at once
     */
    public static <I> Consulted<I> of(Supplier<Optional<I>> usable, Consumer<ProjectionUnavailable> unanswered) {
        return new Consulted<>(true, usable, unanswered);
    }

    /** Whether there is a projection, one that cannot be asked now included. */
    public boolean exists() {
        return exists;
    }

    /** Whether it can be asked now. */
    public boolean isUsable() {
        return usable.get().isPresent();
    }

    /**
     * What it answers; nothing when it cannot be asked, or took too long. Takes as long as the projection lets a question take, so no view
     * should be open: an open one keeps old data on the disk.
     */
    public <T> Optional<T> ask(Function<I, T> question) {
        try {
            return usable.get().map(question);
        } catch (ProjectionUnavailable reason) {
            unanswered.accept(reason);
            return Optional.empty();
        }
    }
}
