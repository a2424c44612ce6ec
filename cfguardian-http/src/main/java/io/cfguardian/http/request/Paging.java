package io.cfguardian.http.request;

import io.cfguardian.domain.revision.Version;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of a listing that a call wants. */
public final class Paging {

    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 500;

    private Paging() {}

    /** How many items at most. */
    public static int limit(Call call) {
        return call.query().number("limit", 1, LIMIT_MAX).map(Math::toIntExact).orElse(LIMIT_DEFAULT);
    }

    /** Where to go on; null at the beginning. */
    public static <K> @Nullable K after(Call call, Function<String, K> parse) {
        Optional<Cursor> cursor = Cursor.of(call);
        return cursor.isPresent() ? parse.apply(cursor.get().position()) : null;
    }

    /** A cursor's position that is a version. */
    public static Version version(String position) {
        return new Version(Long.parseLong(position));
    }

    /** The cursor of the next page; null after the last. */
    public static @Nullable String next(Call call, @Nullable Object last) {
        return last == null ? null : new Cursor(last.toString(), 0).encode(call);
    }
}
