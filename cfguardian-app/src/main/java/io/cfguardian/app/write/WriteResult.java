package io.cfguardian.app.write;

import io.cfguardian.domain.decide.Answer;

/** What became of a write. */
public sealed interface WriteResult {

    /** The cluster decided; the answer is remembered under the request id. This node has applied it. */
    record Decided(Answer answer) implements WriteResult {}

    /** It was refused before anything was proposed. Nothing was written or remembered. */
    record Refused(Refusal refusal) implements WriteResult {}
}
