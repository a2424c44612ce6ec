/** How the log is kept. Read {@code LogEndIT} first; nothing here knows what entries mean. */
@NullMarked
package io.cfguardian.raft.consensus.log;

import org.jspecify.annotations.NullMarked;
