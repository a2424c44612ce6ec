/**
 * Schemas as versioned documents. Not here: validation, which runs before a command is proposed. Read first: {@link io.cfguardian.domain.schema.SchemaVersion}.
 */
@NullMarked
package io.cfguardian.domain.schema;

import org.jspecify.annotations.NullMarked;
