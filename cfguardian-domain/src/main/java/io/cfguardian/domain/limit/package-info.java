/**
 * Limits that hold on every node alike because deciding depends on them. Not here: limits one node may set for itself.
 */
@NullMarked
package io.cfguardian.domain.limit;

import org.jspecify.annotations.NullMarked;
