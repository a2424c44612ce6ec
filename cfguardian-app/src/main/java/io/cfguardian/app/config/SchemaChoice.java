package io.cfguardian.app.config;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.schema.SchemaRef;
import org.jspecify.annotations.Nullable;

/** Which schema a config is under when the caller names none: the one it is under already. */
public final class SchemaChoice {

    private SchemaChoice() {}

    /** The schema that a config is under; null when it has none or is not there. */
    public static @Nullable SchemaKey kept(View view, ConfigId id) {
        return view.config(id)
                .map(ConfigVersion::content)
                .map(content -> content instanceof Live live ? live.schema() : null)
                .map(SchemaRef::key)
                .orElse(null);
    }
}
