/**
 * Damage to the files of a node that does not run, and what becomes of the cluster with it. Read {@code DamageRun} first, then
 * {@code Damage}.
 *
 * <p>Not here: damage that happens while a node runs, and disks that fail.
 */
@NullMarked
package io.cfguardian.faults.damage;

import org.jspecify.annotations.NullMarked;
