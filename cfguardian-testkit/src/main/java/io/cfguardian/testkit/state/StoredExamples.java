package io.cfguardian.testkit.state;

import static io.cfguardian.testkit.example.Examples.NOON;
import static io.cfguardian.testkit.example.Examples.clientRequest;
import static io.cfguardian.testkit.example.Examples.config;
import static io.cfguardian.testkit.example.Examples.environment;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.json;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.revision;
import static io.cfguardian.testkit.example.Examples.schema;
import static io.cfguardian.testkit.example.Examples.stamp;
import static io.cfguardian.testkit.example.Examples.version;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Deleted;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.domain.state.SequenceWindow;
import io.cfguardian.testkit.example.EveryKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entities as a store holds them, each told apart by a few words. */
final class StoredExamples {

    private StoredExamples() {}

    static void putConfig(Store store, String path, long version, @Nullable String text) {
        if (text == null) {
            store.writer().append(tombstone(path, version), null);
        } else {
            store.writer().append(live(path, version, json(text)), json(text));
        }
    }

    static void putSchema(Store store, String path, long version, String text) {
        store.writer().append(schemaVersion(path, version, json(text)), json(text));
    }

    static Project aProject(String key) {
        return Project.create(project(key), "about " + key, stamp(1));
    }

    static Environment anEnvironment(String path) {
        return new Environment(environment(path), "about " + path, SchemaDemand.REQUIRED, stamp(2), revision(2), 0);
    }

    static ConfigVersion live(String path, long version, Document document) {
        return new ConfigVersion(config(path), version(version), new Live(document.ref(), null), stamp(version));
    }

    static ConfigVersion tombstone(String path, long version) {
        return new ConfigVersion(config(path), version(version), Deleted.DELETED, stamp(version));
    }

    static SchemaVersion schemaVersion(String path, long version, Document document) {
        return new SchemaVersion(schema(path), version(version), Dialect.DRAFT_07, document.ref(), stamp(version));
    }

    static Commit commit(long revision, Hash previous) {
        return Commit.append(
                stamp(revision),
                clientRequest("c" + revision),
                List.of(EveryKind.events().getFirst()),
                previous);
    }

    static RequestRecord record(Principal principal, RequestId id, long sequence) {
        return new RequestRecord(
                new RequestKey(principal, id),
                sequence,
                hash("asked"),
                NOON,
                EveryKind.outcomes().getFirst());
    }

    static Head head(long revision) {
        return new Head(
                revision(revision),
                hash("head " + revision),
                NOON.plusSeconds(revision),
                new Head.Counts(revision * 10, revision * 3, revision),
                new SequenceWindow(revision, revision + 5),
                new SequenceWindow(0, revision),
                new SequenceWindow(revision, revision * 2));
    }
}
