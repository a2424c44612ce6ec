/**
 * What an operator can set, where it is read from, and every complaint about it at once. Not here: what the settings do;
 * limits that all nodes must share ({@link io.cfguardian.domain.limit.Limit}). Read first: {@link
 * io.cfguardian.server.settings.Settings}, then {@link io.cfguardian.server.settings.Keys} and {@link
 * io.cfguardian.server.settings.Given}.
 */
@NullMarked
package io.cfguardian.server.settings;

import org.jspecify.annotations.NullMarked;
