package io.cfguardian.faults.history;

import java.util.Optional;

/**
 * A change of one config that a client asked for.
 *
 * @param value the new value, empty to delete the config
 */
public record Change(String key, Optional<String> value, Guard guard) {}
