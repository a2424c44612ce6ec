package io.cfguardian.app.registry;

import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Reads.Lookup;
import io.cfguardian.app.read.Reads.Miss;
import io.cfguardian.app.registry.PutSchema.Draft;
import io.cfguardian.app.registry.PutSchema.Unusable;
import io.cfguardian.app.registry.SchemaGuard.Conforms;
import io.cfguardian.app.registry.SchemaGuard.Fails;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.domain.access.Action;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Place;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaRef;
import io.cfguardian.domain.schema.SchemaVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the live configs that a schema would break, before it is put or after. Writes nothing. */
public final class CheckSchema {

    /** How many entries one check reads. */
    static final int CONFIGS_MAX = 10_000;

    /** How many broken configs one check lists. */
    static final int BROKEN_MAX = 100;

    private static final int CHUNK = 500;

    private final Reads reads;
    private final DocumentReading documents;
    private final PutSchema putSchema;
    private final SchemaGuard guard;

    public CheckSchema(Reads reads, DocumentReading documents, PutSchema putSchema, SchemaGuard guard) {
        this.reads = reads;
        this.documents = documents;
        this.putSchema = putSchema;
        this.guard = guard;
    }

    /**
     * What a check found.
     *
     * @param checked how many configs name the schema and were validated
     * @param broken those that do not conform, at most {@value #BROKEN_MAX}
     * @param complete whether every config was looked at
     */
    public record Report(long checked, List<Broken> broken, Completeness complete) {}

    /** Whether a check saw everything. */
    public enum Completeness {
        COMPLETE,
        TRUNCATED
    }

    /** A config that does not conform. */
    public record Broken(ConfigId config, Version version, Refusal refusal) {}

    /**
     * Checks a candidate.
     *
     * @param candidate the schema's text, null for its newest version
     */
    public ReadResult<Report> run(ReadRequest request, SchemaId id, @Nullable Bytes candidate) {
        return reads.run(request, new Demand(Action.READ, Place.of(id.project())), view -> check(view, id, candidate));
    }

    private Lookup<Report> check(View view, SchemaId id, @Nullable Bytes candidate) {
        Optional<SchemaVersion> newest = view.schema(id);
        if (candidate == null) {
            return newest.<Lookup<Report>>map(schema -> new Hit<>(new Check(
                                    view,
                                    schema.ref(),
                                    view.document(id, schema.version()).orElseThrow())
                            .run(id)))
                    .orElseGet(() -> new Miss<>(new Refusal.NotFound(id)));
        }
        Version next = newest.map(schema -> schema.version().next()).orElse(Version.FIRST);
        return switch (putSchema.draft(candidate)) {
            case Unusable(Refusal refusal) -> new Miss<>(refusal);
            case Draft draft -> new Hit<>(new Check(view, new SchemaRef(id.key(), next), draft.document()).run(id));
        };
    }

    /** One check of one schema text. */
    private final class Check {

        private final View view;
        private final SchemaRef schema;
        private final Document document;
        private final List<Broken> broken = new ArrayList<>();
        private long checked;
        private int seen;

        Check(View view, SchemaRef schema, Document document) {
            this.view = view;
            this.schema = schema;
            this.document = document;
        }

        Report run(SchemaId id) {
            int environmentsMax = (int) Limit.ENVIRONMENTS_PER_PROJECT.max();
            for (Environment environment : view.environments(id.project(), null, environmentsMax)) {
                if (!walk(environment.id())) {
                    return new Report(checked, broken, Completeness.TRUNCATED);
                }
            }
            return new Report(checked, broken, Completeness.COMPLETE);
        }

        /** Whether the whole environment was looked at. */
        private boolean walk(EnvironmentId environment) {
            ConfigKey after = null;
            while (true) {
                List<ConfigVersion> configs = view.configs(environment, "", after, CHUNK);
                for (ConfigVersion config : configs) {
                    if (++seen > CONFIGS_MAX || broken.size() == BROKEN_MAX) {
                        return false;
                    }
                    look(config);
                    after = config.id().key();
                }
                if (configs.size() < CHUNK) {
                    return true;
                }
            }
        }

        private boolean isUnderSchema(Live config) {
            SchemaRef named = config.schema();
            return named != null && named.key().equals(schema.key());
        }

        private void look(ConfigVersion config) {
            if (!(config.content() instanceof Live live) || !isUnderSchema(live)) {
                return;
            }
            checked++;
            Document stored = view.document(config.id(), config.version()).orElseThrow();
            switch (guard.judge(schema, document, documents.stored(stored))) {
                case Conforms conforms -> {}
                case Fails(Refusal refusal) -> broken.add(new Broken(config.id(), config.version(), refusal));
            }
        }
    }
}
