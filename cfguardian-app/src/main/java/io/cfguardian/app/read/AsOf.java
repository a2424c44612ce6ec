package io.cfguardian.app.read;

import io.cfguardian.domain.revision.Revision;
import java.time.Instant;

/** As of when a history is read. */
public sealed interface AsOf {

    /** The newest that the view shows. */
    enum Now implements AsOf {
        NOW
    }

    /** Right after a commit. */
    record At(Revision revision) implements AsOf {}

    /** Right after the last commit whose log time is not after {@code time}. */
    record Time(Instant time) implements AsOf {}
}
