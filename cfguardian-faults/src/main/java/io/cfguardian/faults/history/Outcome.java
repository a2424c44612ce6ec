package io.cfguardian.faults.history;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What became of a request, as far as its client was told. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Outcome {

    /**
     * A write was done.
     *
     * @param revision of its commit
     * @param versions that it made, in the order of its changes
     */
    record Committed(long revision, List<Long> versions) implements Outcome {

        public Committed {
            versions = List.copyOf(versions);
        }
    }

    /**
     * A read found a value.
     *
     * @param revision at which this was true
     */
    record Found(long revision, long version, String value) implements Outcome {}

    /**
     * A read found that there is no such config.
     *
     * @param revision at which this was true
     */
    record Missing(long revision) implements Outcome {}

    /**
     * A write was refused because of what is there; nothing was changed.
     *
     * @param key of the config that stood in the way
     * @param version that it has, its tombstone's when it is deleted, 0 when it never was
     */
    record Refused(String key, long version) implements Outcome {}

    /**
     * A deletion was refused because the config is not there; nothing was changed. Which version it had is not told.
     *
     * @param key of the config
     */
    record NotThere(String key) implements Outcome {}

    /**
     * Nothing was done, for a reason that says nothing about any config.
     *
     * @param reason for a reader
     */
    record Failed(String reason) implements Outcome {}

    /**
     * The write was done, will be, or never will be. Of a read: there was no answer.
     *
     * @param reason for a reader
     */
    record Unknown(String reason) implements Outcome {}
}
