/**
 * The nodes of a running cluster from a shell: looking, adding, promoting, removing, moving leadership. Not here: what a node does
 * then; anything but the public HTTP interface. Read first: {@link io.cfguardian.server.nodes.NodesCommand}.
 */
@NullMarked
package io.cfguardian.server.nodes;

import org.jspecify.annotations.NullMarked;
