/**
 * A running cluster from a shell: its nodes (looking, adding, promoting, removing, moving leadership), its projection, and things to
 * try it out with. Not here: what a node does then; anything but the public HTTP interface. Read first: {@link io.cfguardian.server.nodes.NodesCommand}.
 */
@NullMarked
package io.cfguardian.server.nodes;

import org.jspecify.annotations.NullMarked;
