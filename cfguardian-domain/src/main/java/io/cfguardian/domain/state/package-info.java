/**
 * The view of the state that deciding needs, and the writes that follow. Not here: an implementation. Read first: {@link io.cfguardian.domain.state.State}.
 */
@NullMarked
package io.cfguardian.domain.state;

import org.jspecify.annotations.NullMarked;
