/**
 * How long writes stand still when a leader goes, beside etcd, which is the measure of the field. Read {@code Comparison} first.
 *
 * <p>Both run on loopback with three nodes, as they come, and are asked by the same clients. Not here: whether what is
 * written stays.
 */
@NullMarked
package io.cfguardian.faults.beside;

import org.jspecify.annotations.NullMarked;
