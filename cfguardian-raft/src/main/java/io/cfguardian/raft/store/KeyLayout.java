package io.cfguardian.raft.store;

import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.state.RequestKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The keys of the store, byte by byte. {@code 00} stands for one zero byte, {@code u64} for eight bytes, big-endian, names in
 * angle brackets for the ASCII of a key (which never holds a byte below {@code 2d}), and origins are {@code 01} client,
 * {@code 02} node.
 *
 * <pre>
 * meta                 "format"                                              u32 big-endian: the layout's number
 *                      "applied"                                             u64 Raft index, u64 Raft term
 *                      "head"                                                Head
 * entity               01 &lt;project&gt;                                          Project
 *                      02 &lt;project&gt; 00 &lt;environment&gt;                         Environment
 *                      03 &lt;project&gt; 00 &lt;schema&gt;                              SchemaVersion, the newest
 *                      tag &lt;part&gt; 00 &lt;part&gt; ...                             Entity; tag and parts as below
 * config               &lt;project&gt; 00 &lt;environment&gt; 00 &lt;config&gt;                ConfigVersion, the newest
 * version, document    01 &lt;project&gt; 00 &lt;schema&gt; 00 u64                       SchemaVersion; Document
 *                      02 &lt;project&gt; 00 &lt;environment&gt; 00 &lt;config&gt; 00 u64         ConfigVersion; Document
 * journal              u64                                                   Commit
 * request              origin &lt;principal, UTF-8&gt; 00 &lt;request id&gt;             RequestRecord
 * request-by-sequence  origin u64                                            the key in request
 * </pre>
 *
 * <p>Entities of the identity state (their tags are those of {@link io.cfguardian.domain.identity.EntityKind}, one byte; no part
 * holds a byte below {@code 20}):
 *
 * <pre>
 * 10 &lt;user&gt;                      User
 * 11 &lt;e-mail&gt;                    EmailClaim
 * 12 &lt;provider&gt; 00 &lt;subject&gt;     FederatedLink
 * 13 &lt;account, hex&gt;              LoginAttempts
 * 14 &lt;user&gt; 00 &lt;session&gt;         Session
 * 15 &lt;project&gt; 00 &lt;principal&gt;    Membership
 * 16 &lt;project&gt; 00 &lt;token&gt;        ServiceToken
 * 17 &lt;signing key&gt;               SigningKey
 * 18                             DataKey, the only one
 * 19 &lt;sequence, 16 hex digits&gt;   SecurityEvent
 * </pre>
 *
 * <p>Bytes are compared without sign, so each listing is one range in the order of the domain's own comparison, and each
 * history one range in the order of versions, read backwards for the newest first. The zero byte ends a name before anything
 * that a longer name could go on with, so no id's range holds another's.
 */
final class KeyLayout {

    /** The number of this layout. */
    static final int FORMAT = 1;

    static final byte[] META_FORMAT = ascii("format");
    static final byte[] META_APPLIED = ascii("applied");
    static final byte[] META_HEAD = ascii("head");

    private static final int SEPARATOR = 0;
    private static final int PROJECT = 1;
    private static final int ENVIRONMENT = 2;
    private static final int SCHEMA = 3;
    private static final int VERSIONS_OF_SCHEMA = 1;
    private static final int VERSIONS_OF_CONFIG = 2;

    private KeyLayout() {}

    static byte[] project(ProjectKey key) {
        return join(PROJECT, key.value());
    }

    static byte[] environment(EnvironmentId id) {
        return join(ENVIRONMENT, id.project().value(), id.key().value());
    }

    static byte[] schema(SchemaId id) {
        return join(SCHEMA, id.project().value(), id.key().value());
    }

    /** Whether an entity's key is that of a schema's newest version. */
    static boolean isSchema(byte[] key) {
        return key.length > 0 && key[0] == SCHEMA;
    }

    /** Whether a version's key is that of a schema's, not of a config's. */
    static boolean isVersionOfSchema(byte[] key) {
        return key.length > 0 && key[0] == VERSIONS_OF_SCHEMA;
    }

    static byte[] entity(EntityKey<?> key) {
        return join(key.kind().tag(), key.parts().toArray(String[]::new));
    }

    /** The range, in whichever order. */
    static KeyRange entities(EntityRange<?> range) {
        byte[] prefix = join(range.kind().tag(), range.prefix().toArray(String[]::new));
        // 01 lies between the zero byte that more parts follow and whatever a longer name could go on with.
        KeyRange all = range.prefix().isEmpty()
                ? KeyRange.ofPrefix(prefix)
                : new KeyRange(prefix, join(range.kind().tag(), String.join("\0", range.prefix()) + '\1'));
        EntityKey<?> after = range.after();
        if (after == null) {
            return all;
        }
        return switch (range.order()) {
            case ASCENDING -> all.after(entity(after));
            case DESCENDING -> all.before(entity(after));
        };
    }

    static byte[] config(ConfigId id) {
        return ascii(id.project().value()
                + '\0'
                + id.environment().value()
                + '\0'
                + id.key().value());
    }

    static byte[] version(DocumentId id, Version version) {
        byte[] prefix = versionPrefix(id);
        return ByteBuffer.allocate(prefix.length + Long.BYTES)
                .put(prefix)
                .putLong(version.value())
                .array();
    }

    static byte[] commit(Revision revision) {
        return u64(revision.value());
    }

    static byte[] request(RequestKey key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(origin(key.id().origin()));
        out.writeBytes(key.principal().name().getBytes(StandardCharsets.UTF_8));
        out.write(SEPARATOR);
        out.writeBytes(ascii(key.id().value()));
        return out.toByteArray();
    }

    static byte[] requestBySequence(Origin origin, long sequence) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) origin(origin))
                .putLong(sequence)
                .array();
    }

    /** All projects. */
    static KeyRange projects() {
        return KeyRange.ofPrefix(new byte[] {PROJECT});
    }

    /** A project's environments. */
    static KeyRange environments(ProjectKey project) {
        return KeyRange.ofPrefix(join(ENVIRONMENT, project.value(), ""));
    }

    static byte[] environment(ProjectKey project, EnvironmentKey key) {
        return environment(new EnvironmentId(project, key));
    }

    /** The newest versions of a project's schemas. */
    static KeyRange schemas(ProjectKey project) {
        return KeyRange.ofPrefix(join(SCHEMA, project.value(), ""));
    }

    static byte[] schema(ProjectKey project, SchemaKey key) {
        return schema(new SchemaId(project, key));
    }

    /** The newest versions of an environment's configs whose keys begin with {@code prefix}. */
    static KeyRange configs(EnvironmentId environment, String prefix) {
        String head = environment.project().value() + '\0' + environment.key().value() + '\0';
        return KeyRange.ofPrefix((head + prefix).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] config(EnvironmentId environment, ConfigKey key) {
        return config(ConfigId.of(environment, key));
    }

    /** All versions of a schema or config. */
    static KeyRange versions(DocumentId id) {
        return KeyRange.ofPrefix(versionPrefix(id));
    }

    /** The journal from a revision on. */
    static KeyRange commitsFrom(Revision from) {
        return new KeyRange(commit(from), new byte[] {(byte) 0x80});
    }

    static byte[] applied(long index, long term) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(index).putLong(term).array();
    }

    static byte[] format(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static byte[] versionPrefix(DocumentId id) {
        return switch (id) {
            case SchemaId schema ->
                join(VERSIONS_OF_SCHEMA, schema.project().value(), schema.key().value(), "");
            case ConfigId config ->
                join(
                        VERSIONS_OF_CONFIG,
                        config.project().value(),
                        config.environment().value(),
                        config.key().value(),
                        "");
        };
    }

    private static byte[] u64(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static int origin(Origin origin) {
        return switch (origin) {
            case CLIENT -> 1;
            case NODE -> 2;
        };
    }

    private static byte[] join(int kind, String... names) {
        return ascii((char) kind + String.join("\0", names));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
