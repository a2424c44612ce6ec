package io.cfguardian.app.cluster.membership;

import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.key.NodeId;

/**
 * What a node says of itself.
 *
 * @param id its name
 * @param http where clients reach it, host:port
 * @param newest the highest format that its release reads
 * @param appliedIndex the last Raft log index it applied, 0 before the first
 */
public record NodeReport(NodeId id, String http, FormatLevel newest, long appliedIndex) {}
