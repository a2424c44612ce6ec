package io.cfguardian.document.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.audit.Audit;
import io.cfguardian.app.config.ConfigQueries;
import io.cfguardian.app.config.DiffConfig;
import io.cfguardian.app.config.PatchConfig;
import io.cfguardian.app.config.PutConfig;
import io.cfguardian.app.config.RollbackConfig;
import io.cfguardian.app.config.SchemaChoice;
import io.cfguardian.app.config.ValidateConfig;
import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.project.ProjectQueries;
import io.cfguardian.app.projection.Consulted;
import io.cfguardian.app.read.AsOf;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadRequest.Consistency;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.registry.CheckSchema;
import io.cfguardian.app.registry.PutSchema;
import io.cfguardian.app.registry.SchemaGuard;
import io.cfguardian.app.registry.SchemaQueries;
import io.cfguardian.app.transaction.RunTransaction;
import io.cfguardian.app.watch.Watch;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.WriteResult.Decided;
import io.cfguardian.app.write.WriteResult.Refused;
import io.cfguardian.app.write.Writes;
import io.cfguardian.document.parse.ParserLimits;
import io.cfguardian.document.parse.StrictDocumentParser;
import io.cfguardian.document.patch.BoundedPatching;
import io.cfguardian.document.schema.DialectSchemaCompiler;
import io.cfguardian.document.schema.ValidationLimits;
import io.cfguardian.document.write.NotationWriter;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.testkit.example.Examples;
import io.cfguardian.testkit.state.InMemoryReplica;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Every use case, wired to the real document adapters and a replica in memory whose clock the test turns. */
final class UseCases implements AutoCloseable {

    static final Actor ADMIN = new Actor.Node(new Principal("admin"));
    static final ReadRequest FRESH = new ReadRequest(ADMIN, Consistency.LINEARIZABLE, null);

    final InMemoryReplica replica = new InMemoryReplica();
    final AtomicReference<Instant> now = new AtomicReference<>(Examples.NOON);
    private final DialectSchemaCompiler compiler = new DialectSchemaCompiler(ValidationLimits.standard());
    private final StrictDocumentParser parser = new StrictDocumentParser(ParserLimits.standard());
    private final Reads reads = new Reads(replica, Duration.ofMillis(200));
    private final DocumentReading documents = new DocumentReading(parser, Document.SIZE_BYTES_MAX);
    private final SchemaGuard guard = new SchemaGuard(compiler);
    private final BoundedPatching patching = new BoundedPatching();

    final Writes writes = new Writes(replica, replica, now::get, Duration.ofSeconds(5));
    final PutSchema putSchema = new PutSchema(writes, documents, compiler);
    final PutConfig putConfig = new PutConfig(writes, documents, guard);
    final PatchConfig patchConfig = new PatchConfig(writes, documents, patching, new NotationWriter(), guard);
    final RollbackConfig rollbackConfig = new RollbackConfig(writes, documents, guard);
    final ValidateConfig validateConfig = new ValidateConfig(reads, documents, guard);
    final RunTransaction runTransaction = new RunTransaction(writes, documents, putSchema, guard);
    final CheckSchema checkSchema = new CheckSchema(reads, documents, putSchema, guard);
    final ConfigQueries configs = new ConfigQueries(reads);
    final DiffConfig diffConfig = new DiffConfig(reads, documents, patching);
    final SchemaQueries schemas = new SchemaQueries(reads);
    final ProjectQueries projects = new ProjectQueries(reads);
    final Watch watch = new Watch(replica, reads);
    final Audit audit = new Audit(reads, Consulted.nobody());

    private int requests;

    /** A project {@code pay} with the environment {@code prod}. */
    static UseCases withProject() {
        UseCases cases = new UseCases();
        cases.committed(
                cases.writes.run(cases.request(), new Command.CreateProject(Examples.project("pay"), "Payments")));
        cases.committed(cases.writes.run(
                cases.request(),
                new Command.CreateEnvironment(Examples.environment("pay/prod"), "", SchemaDemand.OPTIONAL)));
        return cases;
    }

    /** A request under an id that was not used yet. */
    WriteRequest request() {
        return request("r" + ++requests);
    }

    WriteRequest request(String key) {
        return new WriteRequest(
                ADMIN, null, new RequestId(Origin.CLIENT, key), Bytes.utf8(key).sha256());
    }

    /** Puts a schema of project {@code pay}. */
    Committed schema(String key, String text) {
        return committed(
                putSchema.run(request(), Examples.schema("pay/" + key), Expectation.Simple.ANY, Bytes.utf8(text)));
    }

    WriteResult put(WriteRequest request, String key, String json, SchemaChoice choice) {
        return putConfig.run(
                request,
                Examples.config("pay/prod/" + key),
                Expectation.Simple.ANY,
                MediaType.JSON,
                Bytes.utf8(json),
                choice);
    }

    /** Puts a config of {@code pay/prod} and keeps its schema. */
    Committed put(String key, String json) {
        return committed(put(request(), key, json, SchemaChoice.Simple.KEEP));
    }

    Committed put(String key, String json, String schema) {
        return committed(put(
                request(),
                key,
                json,
                new SchemaChoice.Named(Examples.schema("pay/" + schema).key())));
    }

    Committed delete(String key) {
        var id = Examples.config("pay/prod/" + key);
        return committed(writes.run(
                request(),
                Command.ChangeDocuments.one(
                        id.project(), List.of(), new Operation.DeleteConfig(id, Expectation.Simple.ANY))));
    }

    Outcome outcome(WriteResult result) {
        assertThat(result).isInstanceOf(Decided.class);
        return ((Decided) result).answer().outcome();
    }

    Committed committed(WriteResult result) {
        Outcome outcome = outcome(result);
        assertThat(outcome).isInstanceOf(Committed.class);
        return (Committed) outcome;
    }

    static Refusal refusal(WriteResult result) {
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).refusal();
    }

    static Refusal refusal(ReadResult<?> result) {
        assertThat(result).isInstanceOf(ReadResult.Refused.class);
        return ((ReadResult.Refused<?>) result).refusal();
    }

    static <T> T found(ReadResult<T> result) {
        assertThat(result).isInstanceOf(Found.class);
        return ((Found<T>) result).value();
    }

    static Version version(Committed outcome) {
        return Objects.requireNonNull(outcome.results().getLast().version());
    }

    /** The newest text of a config of {@code pay/prod}. */
    ConfigQueries.ConfigText newest(String key) {
        return found(configs.newest(FRESH, Examples.config("pay/prod/" + key), AsOf.Now.NOW));
    }

    @Override
    public void close() {
        compiler.close();
    }
}
