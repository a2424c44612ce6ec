/**
 * The packaged program as a cluster of three processes, driven over HTTP and killed with SIGKILL. Every class has a cluster of
 * its own; after each test the invariants of {@code io.cfguardian.testkit.cluster} are checked on all nodes. Not here: what
 * one process can show. Read first: {@code WholePathClusterIT}.
 */
@NullMarked
package io.cfguardian.server.cluster;

import org.jspecify.annotations.NullMarked;
