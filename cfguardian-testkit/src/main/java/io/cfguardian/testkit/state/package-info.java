/**
 * The replicated state in memory, and the contract that every store of it keeps. Not here: Raft, files. Read first: {@link
 * io.cfguardian.testkit.state.StateContract}.
 */
@NullMarked
package io.cfguardian.testkit.state;

import org.jspecify.annotations.NullMarked;
