/**
 * Whether calls that overlapped could have happened one after the other: linearizability (Herlihy and Wing, 1990) of one
 * object with a sequential model. Read {@code Linearizability} first.
 *
 * <p>The search is the one of Wing and Gong (Testing and verifying concurrent objects, 1993), with Lowe's memory of what was
 * tried (Testing for linearizability, 2017). A history of many objects is to be split into one per object before, which is
 * sound because linearizability is local; Porcupine (Athalye, 2017) calls that P-compositionality.
 *
 * <p>Not here: what the objects are. The search is exponential in the worst case; {@code check} has what is nearly linear.
 */
@NullMarked
package io.cfguardian.faults.linear;

import org.jspecify.annotations.NullMarked;
