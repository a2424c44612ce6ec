/**
 * How long writes stand still when a leader goes, beside etcd, which is the measure of the field: read {@code Comparison} first. And
 * how a node comes back that was away for long: {@code Absence}. And what the projection to PostgreSQL costs a cluster: {@code ProjectionCost}. And
 * how soon a node says whether it is ready: {@code ProbeLatency}.
 *
 * <p>All run on loopback, with three nodes where it is not said otherwise, as they come, and are asked by the same clients. Not here: whether what is
 * written stays.
 */
@NullMarked
package io.cfguardian.faults.measure;

import org.jspecify.annotations.NullMarked;
