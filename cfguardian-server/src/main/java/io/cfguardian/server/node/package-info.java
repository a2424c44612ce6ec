/**
 * One node: the place where everything is put together, started and stopped. Not here: what the parts do. Read first:
 * {@link io.cfguardian.server.node.RunningNode}.
 */
@NullMarked
package io.cfguardian.server.node;

import org.jspecify.annotations.NullMarked;
