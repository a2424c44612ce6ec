/** How a node minds the room on its disk. */
@NullMarked
package io.cfguardian.raft.disk;

import org.jspecify.annotations.NullMarked;
