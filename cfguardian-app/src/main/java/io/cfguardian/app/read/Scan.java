package io.cfguardian.app.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Fills a page from a listing of which some entries do not count, reading a bounded number of entries. */
public final class Scan {

    /** How many entries are read at most for each one that was asked for. */
    public static final int READ_PER_ITEM_MAX = 20;

    private static final int CHUNK = 100;

    private Scan() {}

    /** A listing in the order of its keys. */
    @FunctionalInterface
    public interface Listing<T, K> {

        /** At most {@code limit} entries after {@code after}; null: from the first. */
        List<T> after(@Nullable K after, int limit);
    }

    /**
     * The next entries after {@code after} that {@code counts} accepts, at most {@code limit}. The page may be short of
     * that, or empty, and still name where to go on.
     */
    public static <T, K> Page<T, K> page(
            @Nullable K after, int limit, Listing<T, K> listing, Function<T, K> key, Predicate<T> counts) {
        List<T> items = new ArrayList<>();
        K last = after;
        long budget = (long) limit * READ_PER_ITEM_MAX;
        while (true) {
            int chunk = Math.max(CHUNK, limit + 1);
            List<T> read = listing.after(last, chunk);
            for (T entry : read) {
                if (items.size() == limit) {
                    return new Page<>(items, last);
                }
                if (counts.test(entry)) {
                    items.add(entry);
                }
                last = key.apply(entry);
            }
            if (read.size() < chunk) {
                return new Page<>(items, null);
            }
            budget -= chunk;
            if (budget <= 0) {
                return new Page<>(items, last);
            }
        }
    }
}
