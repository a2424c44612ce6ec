package io.cfguardian.app.write;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.key.Principal;

/**
 * Who writes, under which request id.
 *
 * @param fingerprint the SHA-256 of the whole request as it was received, to tell a retry from another request
 */
public record WriteRequest(Principal principal, RequestId requestId, Hash fingerprint) {}
