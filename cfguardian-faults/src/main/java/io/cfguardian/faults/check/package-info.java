/**
 * Whether what clients of a cluster saw is what a cluster may do. Read {@code Checker} first.
 *
 * <p>Because every answer names a revision or a version, the order of the writes is known, and what is hard in general
 * (Gibbons and Korach, Testing shared memories, 1997: linearizability is NP-complete, but not when the order of the writes
 * and the write that each read saw are given) becomes a sweep over the operations in the order of their times. {@code
 * RealTimeCheck} and {@code VersionCheck} are such sweeps; {@code SearchCheck} looks for an order without believing the
 * versions in answers, one config after the other, so that a cluster that lies about versions is found too.
 *
 * <p>Not here: how the evidence was won.
 */
@NullMarked
package io.cfguardian.faults.check;

import org.jspecify.annotations.NullMarked;
