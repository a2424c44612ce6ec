/**
 * The time that nodes stamp on what they propose. Not here: the log's own time, which never falls and is decided with each commit.
 * Read first: {@link io.cfguardian.raft.clock.AgreedClock}.
 */
@NullMarked
package io.cfguardian.raft.clock;

import org.jspecify.annotations.NullMarked;
