/**
 * Breaks a cluster of real processes on purpose, after a schedule that a seed makes, while clients work on it, and gathers
 * what they saw. Read {@code Rig} first.
 *
 * <p>Processes are killed and frozen everywhere; the network between nodes is cut only inside a network namespace of its
 * own, which ends with the run, so that nothing outside is touched and nothing is left behind. Not here: the verdict.
 */
@NullMarked
package io.cfguardian.faults.rig;

import org.jspecify.annotations.NullMarked;
