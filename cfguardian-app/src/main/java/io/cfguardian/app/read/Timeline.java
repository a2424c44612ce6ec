package io.cfguardian.app.read;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Finds things in the past by bisection: a number of look-ups that grows with the logarithm of the history. */
public final class Timeline {

    private final View view;

    public Timeline(View view) {
        this.view = view;
    }

    /** The last revision whose log time is not after {@code time}, {@link Revision#ZERO} when there is none. */
    public Revision revisionAt(Instant time) {
        long last = view.head().revision().value();
        return new Revision(
                lastMatching(last, revision -> !commit(revision).time().isAfter(time)));
    }

    /** The version of a config that was the newest right after {@code revision}; nothing if it was not there yet. */
    public Optional<ConfigVersion> config(ConfigId id, Revision revision) {
        Optional<ConfigVersion> newest = view.config(id);
        if (newest.isEmpty() || !newest.get().stamp().revision().isAfter(revision)) {
            return newest;
        }
        long version = lastMatching(
                newest.get().version().value() - 1,
                candidate -> !view.config(id, new Version(candidate))
                        .orElseThrow()
                        .stamp()
                        .revision()
                        .isAfter(revision));
        return version == 0 ? Optional.empty() : view.config(id, new Version(version));
    }

    /** The version of a schema that was the newest right after {@code revision}; nothing if it was not there yet. */
    public Optional<SchemaVersion> schema(SchemaId id, Revision revision) {
        Optional<SchemaVersion> newest = view.schema(id);
        if (newest.isEmpty() || !newest.get().stamp().revision().isAfter(revision)) {
            return newest;
        }
        long version = lastMatching(
                newest.get().version().value() - 1,
                candidate -> !view.schema(id, new Version(candidate))
                        .orElseThrow()
                        .stamp()
                        .revision()
                        .isAfter(revision));
        return version == 0 ? Optional.empty() : view.schema(id, new Version(version));
    }

    private Commit commit(long revision) {
        return view.commits(new Revision(revision), 1).getFirst();
    }

    /** The largest of 1 to {@code last} that matches, given that everything below a match matches; 0 if none does. */
    private static long lastMatching(long last, LongPredicate matches) {
        long low = 0;
        long high = last;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (matches.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
