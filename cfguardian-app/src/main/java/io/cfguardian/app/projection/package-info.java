/**
 * Carries the history to a database that people ask with SQL: in the order of the journal, each commit once, on the node that
 * leads. Optional: nothing here holds up a read or a write. Not here: the database, see
 * {@link io.cfguardian.app.projection.Projection}. Read first: {@link io.cfguardian.app.projection.Projector}.
 */
@NullMarked
package io.cfguardian.app.projection;

import org.jspecify.annotations.NullMarked;
