/** The commands for a running cluster, and the scripts of {@code load}, against a real one. */
@NullMarked
package io.cfguardian.server.nodes;

import org.jspecify.annotations.NullMarked;
