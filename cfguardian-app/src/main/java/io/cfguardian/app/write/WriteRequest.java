package io.cfguardian.app.write;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.Source;
import org.jspecify.annotations.Nullable;

/**
 * Who writes, under which request id.
 *
 * @param source from where, null for a node's own doing
 * @param fingerprint the SHA-256 of the whole request as it was received, to tell a retry from another request
 */
public record WriteRequest(Actor actor, @Nullable Source source, RequestId requestId, Hash fingerprint) {}
