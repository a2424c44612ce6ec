package io.cfguardian.app.registry;

import io.cfguardian.app.read.AsOf;
import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Reads.Lookup;
import io.cfguardian.app.read.Reads.Miss;
import io.cfguardian.app.read.Scan;
import io.cfguardian.app.read.Timeline;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.domain.access.Action;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Place;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaVersion;
import org.jspecify.annotations.Nullable;

/** Looks up schemas. */
public final class SchemaQueries {

    private final Reads reads;

    public SchemaQueries(Reads reads) {
        this.reads = reads;
    }

    /** A version of a schema with its text. */
    public record SchemaText(SchemaVersion schema, Document document) {}

    /** The newest version of each of a project's schemas, after {@code after}. */
    public ReadResult<Page<SchemaVersion, SchemaKey>> list(
            ReadRequest request, ProjectKey project, @Nullable SchemaKey after, int limit) {
        return reads.run(
                request,
                reading(project),
                view -> new Hit<>(Scan.page(
                        after,
                        limit,
                        (from, count) -> view.schemas(project, from, count),
                        schema -> schema.id().key(),
                        schema -> true)));
    }

    /** The newest version of a schema as of {@code asOf}. */
    public ReadResult<SchemaText> newest(ReadRequest request, SchemaId id, AsOf asOf) {
        return reads.run(
                request,
                reading(id.project()),
                asOf,
                (view, revision) -> new Timeline(view)
                        .schema(id, revision)
                        .<Lookup<SchemaText>>map(schema -> hit(view, schema))
                        .orElseGet(() -> new Miss<>(new Refusal.NotFound(id))));
    }

    /** One version of a schema. */
    public ReadResult<SchemaText> version(ReadRequest request, SchemaId id, Version version) {
        return reads.run(
                request,
                reading(id.project()),
                view -> view.schema(id, version)
                        .<Lookup<SchemaText>>map(schema -> hit(view, schema))
                        .orElseGet(() -> new Miss<>(
                                view.schema(id).isPresent()
                                        ? new Refusal.NoSuchVersion(id, version)
                                        : new Refusal.NotFound(id))));
    }

    /** A schema's versions before {@code before}, newest first. */
    public ReadResult<Page<SchemaVersion, Version>> versions(
            ReadRequest request, SchemaId id, @Nullable Version before, int limit) {
        return reads.run(request, reading(id.project()), view -> {
            if (view.schema(id).isEmpty()) {
                return new Miss<>(new Refusal.NotFound(id));
            }
            return new Hit<>(Scan.page(
                    before, limit, (from, count) -> view.versions(id, from, count), SchemaVersion::version, v -> true));
        });
    }

    private static Hit<SchemaText> hit(View view, SchemaVersion schema) {
        return new Hit<>(new SchemaText(
                schema, view.document(schema.id(), schema.version()).orElseThrow()));
    }

    private static Demand reading(ProjectKey project) {
        return new Demand(Action.SEE, Place.of(project));
    }
}
