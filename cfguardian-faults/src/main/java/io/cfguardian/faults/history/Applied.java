package io.cfguardian.faults.history;

import java.util.Optional;

/**
 * A change of one config that was made.
 *
 * @param version that the change made, from 1
 * @param value empty when the config was deleted
 */
public record Applied(String key, long version, Optional<String> value) {

    /** Whether the config is there after it. */
    public boolean isLive() {
        return value.isPresent();
    }
}
