package io.cfguardian.app.config;

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
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks up configs and their history. */
public final class ConfigQueries {

    /** A page of documents ends with the one that passes this many bytes. */
    private static final long PAGE_BYTES = 8L << 20;

    private final Reads reads;

    public ConfigQueries(Reads reads) {
        this.reads = reads;
    }

    /**
     * A version of a config with its text.
     *
     * @param document null for a tombstone, and in a listing that was not asked for documents
     */
    public record ConfigText(ConfigVersion config, @Nullable Document document) {}

    /** Whether a listing holds the documents. */
    public enum Documents {
        INCLUDED,
        LEFT_OUT
    }

    /**
     * A page of configs as of one revision; the pages that follow are read as of the same one.
     *
     * @param asOf that revision
     */
    public record ConfigPage(Page<ConfigText, ConfigKey> page, Revision asOf) {}

    /** The version of a config that was the newest as of {@code asOf}, a tombstone included. */
    public ReadResult<ConfigText> newest(ReadRequest request, ConfigId id, AsOf asOf) {
        return reads.run(
                request,
                reading(id.environmentId()),
                asOf,
                (view, revision) -> new Timeline(view)
                        .config(id, revision)
                        .<Lookup<ConfigText>>map(config -> new Hit<>(text(view, config, Documents.INCLUDED)))
                        .orElseGet(() -> new Miss<>(new Refusal.NotFound(id))));
    }

    /** One version of a config, which may be a tombstone. */
    public ReadResult<ConfigText> version(ReadRequest request, ConfigId id, Version version) {
        return reads.run(request, reading(id.environmentId()), view -> {
            Optional<ConfigVersion> config = view.config(id, version);
            if (config.isPresent()) {
                return new Hit<>(text(view, config.get(), Documents.INCLUDED));
            }
            return new Miss<>(
                    view.config(id).isPresent() ? new Refusal.NoSuchVersion(id, version) : new Refusal.NotFound(id));
        });
    }

    /** A config's versions before {@code before}, newest first, without documents. */
    public ReadResult<Page<ConfigVersion, Version>> versions(
            ReadRequest request, ConfigId id, @Nullable Version before, int limit) {
        return reads.run(request, reading(id.environmentId()), view -> {
            if (view.config(id).isEmpty()) {
                return new Miss<>(new Refusal.NotFound(id));
            }
            return new Hit<>(Scan.page(
                    before, limit, (from, count) -> view.versions(id, from, count), ConfigVersion::version, v -> true));
        });
    }

    /**
     * The live configs of an environment, in the order of their keys.
     *
     * @param prefix only keys that begin with it; empty for all
     * @param after only keys after it; null: from the first
     */
    public ReadResult<ConfigPage> list(
            ReadRequest request,
            EnvironmentId environment,
            String prefix,
            AsOf asOf,
            @Nullable ConfigKey after,
            int limit,
            Documents documents) {
        return reads.run(request, reading(environment), asOf, (view, revision) -> {
            Timeline timeline = new Timeline(view);
            Page<ConfigVersion, ConfigKey> heads = Scan.page(
                    after,
                    limit,
                    (from, count) -> view.configs(environment, prefix, from, count),
                    config -> config.id().key(),
                    config -> timeline.config(config.id(), revision)
                            .filter(ConfigVersion::isLive)
                            .isPresent());
            List<ConfigText> items = new ArrayList<>();
            long bytes = 0;
            for (ConfigVersion head : heads.items()) {
                ConfigText item =
                        text(view, timeline.config(head.id(), revision).orElseThrow(), documents);
                items.add(item);
                Document document = item.document();
                bytes += document == null ? 0 : document.json().size();
                if (bytes > PAGE_BYTES) {
                    Page<ConfigText, ConfigKey> cut =
                            new Page<>(items, head.id().key());
                    return new Hit<>(new ConfigPage(cut, revision));
                }
            }
            return new Hit<>(new ConfigPage(new Page<>(items, heads.next()), revision));
        });
    }

    private static ConfigText text(View view, ConfigVersion config, Documents documents) {
        return switch (documents) {
            case LEFT_OUT -> new ConfigText(config, null);
            case INCLUDED ->
                new ConfigText(
                        config, view.document(config.id(), config.version()).orElse(null));
        };
    }

    private static Demand reading(EnvironmentId environment) {
        return new Demand(Action.READ, Place.of(environment.project(), environment.key()));
    }
}
