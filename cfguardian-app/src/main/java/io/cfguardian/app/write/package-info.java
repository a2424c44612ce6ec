/**
 * How every write runs: remembered answer, preparation, proposal, and again when a premise changed meanwhile. Not here: what is prepared. Read first: {@link io.cfguardian.app.write.Writes}.
 */
@NullMarked
package io.cfguardian.app.write;

import org.jspecify.annotations.NullMarked;
