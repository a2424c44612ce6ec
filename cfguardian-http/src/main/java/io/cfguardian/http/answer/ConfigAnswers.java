package io.cfguardian.http.answer;

import io.cfguardian.app.config.ConfigQueries.ConfigText;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Conditions;
import io.cfguardian.http.request.EntityTag;

/** The answers that several operations on configs have in common. */
public final class ConfigAnswers {

    private ConfigAnswers() {}

    /** A version in its envelope under its tag, or 304 when the client has it. */
    public static Answer envelope(Call call, Found<ConfigText> found) {
        EntityTag tag = EntityTag.of(found.value().config().version());
        Answer answer = Conditions.isKnown(call, tag)
                ? Answer.empty(304)
                : Answer.json(200, (json, out) -> Envelopes.write(json, out, found.value()));
        return answer.tagged(tag).at(found.revision());
    }

    /** The problem of a config whose newest version is a tombstone. */
    public static Problem deleted(ConfigVersion tombstone) {
        return Problem.of(
                        ProblemType.NOT_FOUND,
                        "Config %s was deleted by version %s."
                                .formatted(tombstone.id().key(), tombstone.version()))
                .with("kind", "config")
                .with("name", tombstone.id().key().value())
                .with("deletedVersion", tombstone.version().value());
    }
}
