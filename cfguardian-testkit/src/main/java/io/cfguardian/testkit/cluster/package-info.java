/**
 * A cluster of real processes: the packaged program started once per node, spoken to over HTTP, killed with the
 * system's SIGKILL and started again on the same data.
 *
 * <p>Not here: anything that knows a class of the program. Whatever these types find out, any client with the contract
 * in its hand can find out too; the chain is recomputed from the audit export by a second, small implementation. Read
 * {@code ProcessCluster} first.
 */
@NullMarked
package io.cfguardian.testkit.cluster;

import org.jspecify.annotations.NullMarked;
