/** Tests of agreement: the parts by themselves, and three real members in one JVM. */
@NullMarked
package io.cfguardian.raft.consensus;

import org.jspecify.annotations.NullMarked;
