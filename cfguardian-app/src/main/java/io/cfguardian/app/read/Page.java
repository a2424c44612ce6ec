package io.cfguardian.app.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of a listing.
 *
 * @param items in order; may be fewer than asked even when there are more
 * @param next where to go on: the last key seen; null when there are no more
 */
public record Page<T, K>(List<T> items, @Nullable K next) {

    public Page {
        items = List.copyOf(items);
    }
}
