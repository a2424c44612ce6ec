package io.cfguardian.app.transaction;

import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.registry.PutSchema;
import io.cfguardian.app.registry.SchemaGuard;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.decide.Rejection.DuplicateTarget;
import io.cfguardian.domain.key.ProjectKey;
import java.util.List;

/**
 * Changes many schemas and configs of one project in one commit, or nothing. Each operation sees the ones before it: a
 * config can be put under a schema that the same transaction puts.
 */
public final class RunTransaction {

    private final Writes writes;
    private final DocumentReading documents;
    private final PutSchema putSchema;
    private final SchemaGuard guard;

    public RunTransaction(Writes writes, DocumentReading documents, PutSchema putSchema, SchemaGuard guard) {
        this.writes = writes;
        this.documents = documents;
        this.putSchema = putSchema;
        this.guard = guard;
    }

    /**
     * Runs the transaction. A refusal that is about one operation is a {@link Refusal.InOperation}; a document that two
     * operations name is answered as the decision {@link DuplicateTarget}.
     *
     * @param operations 1 to 256
     */
    public WriteResult run(
            WriteRequest request, ProjectKey project, List<Precondition> preconditions, List<Draft> operations) {
        return writes.run(
                request,
                project,
                view -> new TransactionPreparation(view, documents, putSchema, guard)
                        .prepare(project, preconditions, operations));
    }
}
