package io.cfguardian.app.write;

import io.cfguardian.app.schema.CompiledSchema.Violation;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaRef;
import java.time.Duration;
import java.util.List;

/**
 * Why a use case said no before anything was proposed. The family is closed; each kind has one problem type in the API.
 * Found on a state at least as new as the request.
 */
public sealed interface Refusal {

    /** It is not there, or the caller may not know that it is. */
    record NotFound(Subject subject) implements Refusal {}

    /** The cluster-wide thing is not for this caller. */
    enum Hidden implements Refusal {
        HIDDEN
    }

    /** The session or token with which the caller proved who it is has ended. */
    enum Unauthenticated implements Refusal {
        UNAUTHENTICATED
    }

    /** The caller's role is too low. */
    record Forbidden(Demand demand) implements Refusal {}

    /** The document has no such version, or it is a tombstone and a document was wanted. */
    record NoSuchVersion(DocumentId document, Version version) implements Refusal {}

    /** The text is not well-formed; see {@link io.cfguardian.app.document.ParseResult.Malformed}. */
    record Malformed(String detail, String pointer, int line, int column) implements Refusal {}

    /** The document has more than {@code maxBytes} bytes. */
    record DocumentTooLarge(long maxBytes) implements Refusal {}

    /** The schema that was named is not there. */
    record UnknownSchema(SchemaId schema) implements Refusal {}

    /** The environment demands a schema and the config would be under none. */
    record SchemaRequired(ConfigId config) implements Refusal {}

    /** The schema cannot be used; {@code pointer} is the place in the schema. */
    record UnusableSchema(String reason, String pointer) implements Refusal {}

    /** The document does not conform to its schema. */
    record Violated(SchemaRef schema, List<Violation> violations) implements Refusal {
        public Violated {
            violations = List.copyOf(violations);
        }
    }

    /** Validation reached its bound of time or steps. */
    record BudgetExceeded(SchemaRef schema, String reason) implements Refusal {}

    /** The patch is not one. */
    record PatchUnreadable(String reason, String pointer) implements Refusal {}

    /** The patch does not fit the document. */
    record PatchInapplicable(String reason, String pointer) implements Refusal {}

    /** The state changed under each of several attempts to prepare the command. */
    record Contended(int attempts) implements Refusal {}

    /** The cluster does not write that kind of command yet, because not all of its nodes can read it. */
    record FormatBehind(FormatLevel needed, FormatLevel current) implements Refusal {}

    /** The revision lies beyond the last commit. */
    record FutureRevision(Revision asked, Revision last) implements Refusal {}

    /** The end of a credential is not to come, or farther ahead than {@code lifetimeMax}. */
    record ExpiryOutOfRange(Duration lifetimeMax) implements Refusal {}

    /** One operation of a transaction was refused; {@code index} counts from 0. */
    record InOperation(int index, Refusal refusal) implements Refusal {}
}
