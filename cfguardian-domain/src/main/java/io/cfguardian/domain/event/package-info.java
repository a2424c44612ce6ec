/**
 * What happened: the closed family of events that a commit holds. Events name documents by digest; the content is stored beside them. Read first: {@link io.cfguardian.domain.event.Event}.
 */
@NullMarked
package io.cfguardian.domain.event;

import org.jspecify.annotations.NullMarked;
