package io.cfguardian.faults.check;

import io.cfguardian.faults.check.ConfigModel.Config;
import io.cfguardian.faults.check.ConfigModel.Step;
import io.cfguardian.faults.history.Guard;
import io.cfguardian.faults.linear.SequentialModel;
import java.util.Optional;

/**
 * One config as a sequential object. The model counts versions by itself, and believes no version in the answer of a write
 * or read: a cluster may only refuse by the right one.
 */
final class ConfigModel implements SequentialModel<Config, Step> {

    /**
     * The config.
     *
     * @param version 0 before the first
     * @param value empty when it is not there
     */
    record Config(long version, Optional<String> value) {}

    /** A request to this config with its answer. */
    sealed interface Step {

        /** Was done. */
        record Wrote(Guard guard, Optional<String> value) implements Step {}

        /** Saw this value, or that there is none. */
        record Saw(Optional<String> value) implements Step {}

        /** Was refused because the config is at this version. */
        record WasRefused(Guard guard, Optional<String> value, long version) implements Step {}
    }

    @Override
    public Config initial() {
        return new Config(0, Optional.empty());
    }

    @Override
    public Optional<Config> step(Config config, Step step) {
        return switch (step) {
            case Step.Wrote(Guard guard, Optional<String> value) ->
                Optional.of(new Config(config.version() + 1, value)).filter(after -> allows(guard, value, config));
            case Step.Saw(Optional<String> value) ->
                Optional.of(config).filter(same -> same.value().equals(value));
            case Step.WasRefused(Guard guard, Optional<String> value, long version) ->
                Optional.of(config).filter(same -> same.version() == version && !allows(guard, value, same));
        };
    }

    /** What is not there cannot be deleted. */
    private static boolean allows(Guard guard, Optional<String> value, Config config) {
        boolean isLive = config.value().isPresent();
        return guard.allows(config.version(), isLive) && (value.isPresent() || isLive);
    }
}
