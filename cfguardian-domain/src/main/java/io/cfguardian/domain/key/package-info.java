/**
 * What things are called: the keys people choose and the ids that place them. Not here: lookups. Read first: {@link io.cfguardian.domain.key.Subject}.
 */
@NullMarked
package io.cfguardian.domain.key;

import org.jspecify.annotations.NullMarked;
