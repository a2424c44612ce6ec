package io.cfguardian.domain.state;

import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.key.Principal;

/** A request id within its principal: what an answer is remembered under. */
public record RequestKey(Principal principal, RequestId id) {}
