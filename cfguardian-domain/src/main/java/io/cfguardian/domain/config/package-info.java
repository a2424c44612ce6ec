/**
 * Configs as a sequence of versions, tombstones included. Read first: {@link io.cfguardian.domain.config.ConfigVersion}.
 */
@NullMarked
package io.cfguardian.domain.config;

import org.jspecify.annotations.NullMarked;
