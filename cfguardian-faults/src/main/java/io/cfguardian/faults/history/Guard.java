package io.cfguardian.faults.history;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a change demands of the config before it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Guard {

    /** Nothing. */
    record Any() implements Guard {}

    /** That it is not there: never was, or is deleted. */
    record Absent() implements Guard {}

    /**
     * That it is live at this version.
     *
     * @param version from 1
     */
    record AtVersion(long version) implements Guard {}

    /** Whether the guard lets a change pass when the newest version is {@code version}, 0 for none. */
    default boolean allows(long version, boolean isLive) {
        return switch (this) {
            case Any() -> true;
            case Absent() -> !isLive;
            case AtVersion(long demanded) -> isLive && version == demanded;
        };
    }
}
