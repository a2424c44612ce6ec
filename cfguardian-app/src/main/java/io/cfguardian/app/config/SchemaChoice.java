package io.cfguardian.app.config;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.schema.SchemaRef;
import org.jspecify.annotations.Nullable;

/** Which schema a config is to be under. */
public sealed interface SchemaChoice {

    /** The choices that name no schema. */
    enum Simple implements SchemaChoice {
        /** The one it is under already; none when it has none or is not there. */
        KEEP,
        /** None. */
        NONE
    }

    /** This one. */
    record Named(SchemaKey key) implements SchemaChoice {}

    /** The choice of {@code key}, or of none when it is null. */
    static SchemaChoice of(@Nullable SchemaKey key) {
        return key == null ? Simple.NONE : new Named(key);
    }

    /** The schema that a config is under as {@code view} shows it; null when it has none or is not there. */
    static @Nullable SchemaKey kept(View view, ConfigId id) {
        return view.config(id)
                .map(ConfigVersion::content)
                .map(content -> content instanceof Live live ? live.schema() : null)
                .map(SchemaRef::key)
                .orElse(null);
    }

    /** The schema that is chosen for a config; null for none. */
    default @Nullable SchemaKey resolve(View view, ConfigId id) {
        return switch (this) {
            case Simple.KEEP -> kept(view, id);
            case Simple.NONE -> null;
            case Named(SchemaKey key) -> key;
        };
    }
}
