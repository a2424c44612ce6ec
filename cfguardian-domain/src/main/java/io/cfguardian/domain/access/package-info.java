/**
 * Who may do what. Not here: how somebody proves who they are. Read first: {@link io.cfguardian.domain.access.Rights}.
 */
@NullMarked
package io.cfguardian.domain.access;

import org.jspecify.annotations.NullMarked;
