package io.cfguardian.app.read;

import io.cfguardian.app.write.Refusal;
import io.cfguardian.domain.revision.Revision;

/** What a read found. */
public sealed interface ReadResult<T> {

    /**
     * The value.
     *
     * @param revision at which it was true
     */
    record Found<T>(T value, Revision revision) implements ReadResult<T> {}

    /** It was refused, or is not there. */
    record Refused<T>(Refusal refusal, Revision revision) implements ReadResult<T> {}
}
