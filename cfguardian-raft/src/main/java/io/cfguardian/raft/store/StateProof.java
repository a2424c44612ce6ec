package io.cfguardian.raft.store;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Deleted;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.document.DocumentRef;
import io.cfguardian.domain.event.ClusterEvent;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.event.Event.ConfigDeleted;
import io.cfguardian.domain.event.Event.ConfigPut;
import io.cfguardian.domain.event.Event.EnvironmentCreated;
import io.cfguardian.domain.event.Event.EnvironmentDeleted;
import io.cfguardian.domain.event.Event.EnvironmentUpdated;
import io.cfguardian.domain.event.Event.ProjectCreated;
import io.cfguardian.domain.event.Event.ProjectDeleted;
import io.cfguardian.domain.event.Event.ProjectUpdated;
import io.cfguardian.domain.event.Event.SchemaPut;
import io.cfguardian.domain.event.IdentityEvent;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.codec.UnreadableValue;
import io.cfguardian.raft.store.StateDump.Entry;
import io.cfguardian.raft.store.StateDump.Portion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Proves what a {@link StateDump} gave: that its journal is one chain from the first commit to the head, that the versions of schemas and
 * configs are those that the journal names, no more and no fewer, that their texts have the hashes that it names, and that the newest
 * ones are the newest. Reads everything once and keeps none of it. Used by one thread.
 *
 * <p>The journal does not hold secrets, so of users, tokens and keys it can tell nothing but that they changed.
 */
public final class StateProof {

    private final Consumer<Commit> commits;
    private final MultisetHash named = new MultisetHash();
    private final MultisetHash stored = new MultisetHash();
    private final MultisetHash textsExpected = new MultisetHash();
    private final MultisetHash textsStored = new MultisetHash();
    private final MultisetHash newestExpected = new MultisetHash();
    private final MultisetHash newestStored = new MultisetHash();
    private @Nullable Head head;
    private @Nullable Commit last;
    private Instant from = Instant.EPOCH;
    private byte @Nullable [] openPrefix;
    private byte[] openNewest = {};

    /** @param commits is shown each commit that follows from the one before */
    public StateProof(Consumer<Commit> commits) {
        this.commits = commits;
    }

    /**
     * What was proved.
     *
     * @param head the head, which the journal ends in
     * @param from when the first commit was made; the epoch when there is none
     */
    public record Proved(Head head, Instant from) {}

    /** What is wrong; the message is a sentence without values of the state. */
    public static final class Refuted extends Exception {
        private static final long serialVersionUID = 1L;

        Refuted(String message) {
            super(message);
        }
    }

    /** Looks at entries; they come in the order in which they were dumped. */
    public void add(Portion portion) throws Refuted {
        for (Entry entry : portion.entries()) {
            try {
                add(portion.space(), entry);
            } catch (UnreadableValue unreadable) {
                throw new Refuted("a value in key space " + portion.space().columnFamily() + " cannot be read: "
                        + unreadable.getMessage());
            }
        }
    }

    private void add(KeySpace space, Entry entry) throws Refuted {
        switch (space) {
            case META -> head = Codec.HEAD.decode(entry.value());
            case ENTITY -> {
                if (KeyLayout.isSchema(entry.key())) {
                    newestStored.add(entry.value());
                }
            }
            case CONFIG -> newestStored.add(entry.value());
            case VERSION -> version(entry);
            case DOCUMENT ->
                textsStored.add(
                        ref(entry.key(), Codec.DOCUMENT.decode(entry.value()).ref()));
            case JOURNAL -> commit(entry);
            case REQUEST, REQUEST_BY_SEQUENCE -> {}
        }
    }

    private void version(Entry entry) throws Refuted {
        byte[] prefix = Arrays.copyOf(entry.key(), entry.key().length - Long.BYTES);
        if (openPrefix != null && !Arrays.equals(prefix, openPrefix)) {
            newestExpected.add(openNewest);
        }
        openPrefix = prefix;
        openNewest = entry.value();
        if (KeyLayout.isVersionOfSchema(entry.key())) {
            SchemaVersion schema = Codec.SCHEMA_VERSION.decode(entry.value());
            byte[] key = KeyLayout.version(schema.id(), schema.version());
            put(entry.key(), key, schema.stamp().revision(), schema.document());
        } else {
            ConfigVersion config = Codec.CONFIG_VERSION.decode(entry.value());
            byte[] key = KeyLayout.version(config.id(), config.version());
            switch (config.content()) {
                case Live live -> put(entry.key(), key, config.stamp().revision(), live.document());
                case Deleted.DELETED -> {
                    requireUnder(entry.key(), key);
                    stored.add(deleted(key, config.stamp().revision()));
                }
            }
        }
    }

    private void put(byte[] under, byte[] key, Revision revision, DocumentRef document) throws Refuted {
        requireUnder(under, key);
        stored.add(named(key, revision, document));
        textsExpected.add(ref(key, document));
    }

    private static void requireUnder(byte[] under, byte[] key) throws Refuted {
        if (!Arrays.equals(under, key)) {
            throw new Refuted("a version lies under the key of another");
        }
    }

    private void commit(Entry entry) throws Refuted {
        Commit commit = Codec.COMMIT.decode(entry.value());
        Commit before = last;
        Revision expected =
                before == null ? Revision.ZERO.next() : before.revision().next();
        Hash previous = before == null ? Hash.ZERO : before.hash();
        if (!commit.revision().equals(expected) || !Arrays.equals(entry.key(), KeyLayout.commit(expected))) {
            throw new Refuted("revision " + expected + " is missing, revision " + commit.revision() + " found");
        }
        if (!commit.previous().equals(previous)) {
            throw new Refuted("revision " + expected + " does not follow from the one before: expected previous hash "
                    + previous + ", found " + commit.previous());
        }
        if (!commit.isIntact()) {
            throw new Refuted("revision " + expected + " was altered: its hash is not that of what it says");
        }
        if (before != null && commit.time().isBefore(before.time())) {
            throw new Refuted("revision " + expected + " is earlier than the one before: expected " + before.time()
                    + " or later, found " + commit.time());
        }
        if (before == null) {
            from = commit.time();
        }
        last = commit;
        commits.accept(commit);
        commit.events().forEach(event -> note(event, commit.revision()));
    }

    private void note(Event event, Revision revision) {
        switch (event) {
            case SchemaPut put ->
                named.add(named(KeyLayout.version(put.subject(), put.version()), revision, put.document()));
            case ConfigPut put ->
                named.add(named(KeyLayout.version(put.subject(), put.version()), revision, put.document()));
            case ConfigDeleted put -> named.add(deleted(KeyLayout.version(put.subject(), put.version()), revision));
            // Of these the state keeps what is newest only.
            case ProjectCreated ignored -> {}
            case ProjectUpdated ignored -> {}
            case ProjectDeleted ignored -> {}
            case EnvironmentCreated ignored -> {}
            case EnvironmentUpdated ignored -> {}
            case EnvironmentDeleted ignored -> {}
            case IdentityEvent ignored -> {}
            case ClusterEvent ignored -> {}
        }
    }

    /**
     * Ends the proof.
     *
     * @throws Refuted when something does not fit
     */
    public Proved end() throws Refuted {
        Head told = head == null ? Head.EMPTY : head;
        Revision reached = last == null ? Revision.ZERO : last.revision();
        Hash hash = last == null ? Hash.ZERO : last.hash();
        if (!told.revision().equals(reached) || !told.chainHash().equals(hash)) {
            throw new Refuted("the journal ends at revision " + reached + " with " + hash + ", expected revision "
                    + told.revision() + " with " + told.chainHash());
        }
        if (openPrefix != null) {
            newestExpected.add(openNewest);
        }
        if (!named.matches(stored)) {
            throw new Refuted("the versions of schemas and configs are not those that the journal names");
        }
        if (!textsExpected.matches(textsStored)) {
            throw new Refuted("the texts of schemas and configs do not have the hashes that the journal names");
        }
        if (!newestExpected.matches(newestStored)) {
            throw new Refuted("the newest versions of schemas and configs are not the last of their histories");
        }
        return new Proved(told, from);
    }

    private static byte[] named(byte[] key, Revision revision, DocumentRef document) {
        return join(Bytes.of(key).hex() + " at " + revision, document);
    }

    private static byte[] ref(byte[] key, DocumentRef document) {
        return join(Bytes.of(key).hex(), document);
    }

    private static byte[] join(String what, DocumentRef document) {
        return (what + " " + document.mediaType() + " " + document.sizeBytes() + " " + document.textHash() + " "
                        + document.valueHash())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] deleted(byte[] key, Revision revision) {
        return (Bytes.of(key).hex() + " at " + revision + " deleted").getBytes(StandardCharsets.US_ASCII);
    }
}
