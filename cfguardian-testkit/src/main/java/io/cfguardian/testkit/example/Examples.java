package io.cfguardian.testkit.example;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaRef;
import java.time.Instant;

/** Short ways to write values of the domain in tests. */
public final class Examples {

    /** The author of every {@link #stamp}. */
    public static final Principal ALICE = new Principal("alice");

    /** Another caller. */
    public static final Principal BOB = new Principal("bob");

    /** When the examples begin. */
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Examples() {}

    /** A project's key. */
    public static ProjectKey project(String key) {
        return new ProjectKey(key);
    }

    /** An environment by {@code project/environment}. */
    public static EnvironmentId environment(String path) {
        String[] parts = split(path, 2);
        return new EnvironmentId(new ProjectKey(parts[0]), new EnvironmentKey(parts[1]));
    }

    /** A config by {@code project/environment/config}. */
    public static ConfigId config(String path) {
        String[] parts = split(path, 3);
        return new ConfigId(new ProjectKey(parts[0]), new EnvironmentKey(parts[1]), new ConfigKey(parts[2]));
    }

    /** A schema by {@code project/schema}. */
    public static SchemaId schema(String path) {
        String[] parts = split(path, 2);
        return new SchemaId(new ProjectKey(parts[0]), new SchemaKey(parts[1]));
    }

    /** A schema's version by {@code schema@version}. */
    public static SchemaRef schemaRef(String text) {
        int at = text.lastIndexOf('@');
        return new SchemaRef(new SchemaKey(text.substring(0, at)), version(Long.parseLong(text.substring(at + 1))));
    }

    /** A version. */
    public static Version version(long value) {
        return new Version(value);
    }

    /** A revision. */
    public static Revision revision(long value) {
        return new Revision(value);
    }

    /** A JSON document that holds one string. */
    public static Document json(String value) {
        return Document.of(MediaType.JSON, Bytes.utf8('"' + value + '"'), new JsonString(value));
    }

    /** A YAML document that holds one string, with a comment. */
    public static Document yaml(String value) {
        return Document.of(MediaType.YAML, Bytes.utf8("'" + value + "' # chosen with care\n"), new JsonString(value));
    }

    /** Alice's commit {@code revision}, that many seconds after noon. */
    public static Stamp stamp(long revision) {
        return new Stamp(revision(revision), NOON.plusSeconds(revision), ALICE);
    }

    /** A key that a client chose. */
    public static RequestId clientRequest(String value) {
        return new RequestId(Origin.CLIENT, value);
    }

    /** An id that a node made. */
    public static RequestId nodeRequest(String value) {
        return new RequestId(Origin.NODE, value);
    }

    /** The hash of some text. */
    public static Hash hash(String text) {
        return Bytes.utf8(text).sha256();
    }

    private static String[] split(String path, int parts) {
        String[] keys = path.split("/", -1);
        if (keys.length != parts) {
            throw new IllegalArgumentException(parts + " keys with a slash between, got \"" + path + "\"");
        }
        return keys;
    }
}
