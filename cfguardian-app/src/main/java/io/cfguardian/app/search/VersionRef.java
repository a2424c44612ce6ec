package io.cfguardian.app.search;

import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.revision.Version;
import java.util.Comparator;

/** One version of a config, and its place in the order in which searches find them. */
public record VersionRef(ConfigId id, Version version) implements Comparable<VersionRef> {

    private static final Comparator<VersionRef> ORDER = Comparator.comparing(
                    (VersionRef ref) -> ref.id().project().value())
            .thenComparing(ref -> ref.id().environment().value())
            .thenComparing(ref -> ref.id().key().value())
            .thenComparingLong(ref -> ref.version().value());

    @Override
    public int compareTo(VersionRef other) {
        return ORDER.compare(this, other);
    }
}
