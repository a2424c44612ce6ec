package io.cfguardian.postgres;

import io.cfguardian.app.audit.ChangePlace;
import io.cfguardian.app.projection.ProjectionUnavailable;
import io.cfguardian.app.search.Words;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.event.Event.ConfigDeleted;
import io.cfguardian.domain.event.Event.ConfigPut;
import io.cfguardian.domain.event.Event.SchemaPut;
import io.cfguardian.domain.event.EventKind;
import io.cfguardian.domain.event.IdentityEvent.Purged;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaRef;
import io.cfguardian.postgres.schema.tables.records.ChangesRecord;
import io.cfguardian.postgres.schema.tables.records.CommitsRecord;
import io.cfguardian.postgres.schema.tables.records.ConfigVersionsRecord;
import io.cfguardian.postgres.schema.tables.records.PrincipalsRecord;
import io.cfguardian.postgres.schema.tables.records.PurgeReportsRecord;
import io.cfguardian.postgres.schema.tables.records.RoleBindingsRecord;
import io.cfguardian.postgres.schema.tables.records.SchemaVersionsRecord;
import io.cfguardian.postgres.schema.tables.records.SchemasRecord;
import io.cfguardian.postgres.schema.tables.records.SecurityEventsRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** What commits and entities are as rows. Without state. */
final class Rows {

    /** The environment of a role that holds in all of them. */
    private static final String EVERYWHERE = "*";

    /** Stands in {@code words} for all that a text has beyond the most that are kept. No text has it as a word. */
    static final String TOO_MANY_WORDS = "";

    private final Function<Commit, String> record;

    Rows(Function<Commit, String> record) {
        this.record = record;
    }

    CommitsRecord commit(Commit commit) {
        CommitsRecord row = new CommitsRecord();
        row.setRevision(commit.revision().value());
        row.setTime(commit.time());
        row.setAuthor(commit.author().name());
        row.setOrigin(commit.requestId().origin() == Origin.CLIENT ? "client" : "node");
        row.setRequestId(plain(commit.requestId().value()));
        row.setProject(project(commit.events().getFirst()));
        row.setChanges(commit.events().size());
        row.setPreviousHash(commit.previous().toByteArray());
        row.setHash(commit.hash().toByteArray());
        row.setCovered(commit.covered().toByteArray());
        row.setRecord(JSONB.jsonb(held(record.apply(commit))));
        return row;
    }

    ChangesRecord change(Commit commit, int ordinal) {
        Event event = commit.events().get(ordinal);
        ChangePlace place = ChangePlace.of(event);
        ChangesRecord row = new ChangesRecord();
        row.setRevision(commit.revision().value());
        row.setOrdinal(ordinal);
        row.setTime(commit.time());
        row.setAuthor(commit.author().name());
        row.setKind(EventKind.of(event).text());
        row.setProject(place.project() == null ? null : place.project().value());
        row.setEnvironment(
                place.environment() == null ? null : place.environment().value());
        row.setKey(place.key());
        version(event).ifPresent(version -> row.setVersion(version.value()));
        return row;
    }

    ConfigVersionsRecord version(Stamp stamp, ConfigPut put, Document document) {
        ConfigVersionsRecord row = version(stamp, put.subject(), put.version());
        row.setDeleted(false);
        SchemaRef schema = put.schema();
        if (schema != null) {
            row.setSchemaKey(schema.key().value());
            row.setSchemaVersion(schema.version().value());
        }
        row.setMediaType(document.mediaType().text());
        row.setText(document.text().utf8());
        row.setDocument(json(document));
        row.setWords(words(document));
        row.setTextHash(put.document().textHash().toByteArray());
        row.setValueHash(put.document().valueHash().toByteArray());
        return row;
    }

    ConfigVersionsRecord version(Stamp stamp, ConfigDeleted deleted) {
        ConfigVersionsRecord row = version(stamp, deleted.subject(), deleted.version());
        row.setDeleted(true);
        return row;
    }

    private static ConfigVersionsRecord version(Stamp stamp, ConfigId config, Version version) {
        ConfigVersionsRecord row = new ConfigVersionsRecord();
        row.setProject(config.project().value());
        row.setEnvironment(config.environment().value());
        row.setKey(config.key().value());
        row.setVersion(version.value());
        row.setRevision(stamp.revision().value());
        row.setTime(stamp.time());
        row.setAuthor(stamp.author().name());
        return row;
    }

    SchemaVersionsRecord version(Stamp stamp, SchemaPut put, Document document) {
        SchemaVersionsRecord row = new SchemaVersionsRecord();
        row.setProject(put.subject().project().value());
        row.setKey(put.subject().key().value());
        row.setVersion(put.version().value());
        row.setRevision(stamp.revision().value());
        row.setTime(stamp.time());
        row.setAuthor(stamp.author().name());
        row.setDialect(put.dialect().uri());
        row.setMediaType(document.mediaType().text());
        row.setText(document.text().utf8());
        row.setDocument(json(document));
        row.setTextHash(put.document().textHash().toByteArray());
        row.setValueHash(put.document().valueHash().toByteArray());
        return row;
    }

    SchemasRecord schema(SchemaVersionsRecord version) {
        return new SchemasRecord(version.getProject(), version.getKey(), version.getVersion(), version.getRevision());
    }

    PurgeReportsRecord report(Commit commit, Purged purged) {
        return new PurgeReportsRecord(
                commit.revision().value(),
                commit.time(),
                purged.sessions(),
                purged.tokens(),
                purged.accounts(),
                purged.events());
    }

    PrincipalsRecord principal(User user) {
        PrincipalsRecord row = principal(user.id().principal(), "user", user.created());
        row.setDisplayName(plain(user.name()));
        row.setEmail(Optional.ofNullable(user.email()).map(Object::toString).orElse(null));
        row.setStatus(user.status().name().toLowerCase(Locale.ROOT));
        row.setAdministrator(user.administrator());
        return row;
    }

    PrincipalsRecord principal(ServiceToken token) {
        PrincipalsRecord row = principal(token.id().principal(), "token", token.created());
        row.setProject(token.id().project().value());
        row.setDisplayName(plain(token.description()));
        row.setStatus("active");
        row.setAdministrator(false);
        row.setExpires(token.expires());
        return row;
    }

    private static PrincipalsRecord principal(Principal principal, String kind, Stamp created) {
        PrincipalsRecord row = new PrincipalsRecord();
        row.setName(principal.name());
        row.setKind(kind);
        row.setCreated(created.time());
        row.setCreatedBy(created.author().name());
        return row;
    }

    List<RoleBindingsRecord> bindings(Membership member) {
        Role everywhere = member.grant().project();
        return Stream.concat(
                        everywhere == null ? Stream.empty() : Stream.of(binding(member, EVERYWHERE, everywhere)),
                        member.grant().environments().entrySet().stream()
                                .map(role -> binding(member, role.getKey().value(), role.getValue())))
                .toList();
    }

    private static RoleBindingsRecord binding(Membership member, String environment, Role role) {
        return new RoleBindingsRecord(
                member.id().project().value(),
                member.id().principal().name(),
                environment,
                role.name().toLowerCase(Locale.ROOT),
                member.granted().revision().value(),
                member.granted().time(),
                member.granted().author().name());
    }

    SecurityEventsRecord securityEvent(SecurityEvent event) {
        Observation seen = event.observation();
        Source source = seen.source();
        Principal principal = seen.principal();
        SecurityEventsRecord row = new SecurityEventsRecord();
        row.setSequence(event.sequence());
        row.setTime(event.time());
        row.setRevision(event.revision().value());
        row.setKind(name(seen.kind()));
        row.setSeverity(name(seen.kind().severity()));
        row.setPrincipal(principal == null ? null : principal.name());
        row.setProject(seen.project() == null ? null : seen.project().value());
        row.setAddress(source == null ? null : source.address());
        row.setAgent(source == null ? null : source.agent());
        row.setRequestId(plain(seen.requestId()));
        row.setDetail(plain(seen.detail()));
        return row;
    }

    /** The event of a row. */
    static SecurityEvent securityEventOf(SecurityEventsRecord row) {
        String principal = row.getPrincipal();
        String project = row.getProject();
        String address = row.getAddress();
        String agent = row.getAgent();
        return new SecurityEvent(
                row.getSequence(),
                row.getTime(),
                new Observation(
                        kind(row.getKind()),
                        principal == null ? null : new Principal(principal),
                        project == null ? null : new ProjectKey(project),
                        address == null || agent == null ? null : new Source(address, agent),
                        row.getRequestId(),
                        row.getDetail()),
                new Revision(row.getRevision()));
    }

    private static SecurityEvent.Kind kind(String name) {
        return Stream.of(SecurityEvent.Kind.values())
                .filter(kind -> name(kind).equals(name))
                .findFirst()
                .orElseThrow(() -> new ProjectionUnavailable(
                        "a security event there is of a kind that this release does not know: " + name));
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable String project(Event event) {
        return event.subject().owner().map(ProjectKey::value).orElse(null);
    }

    private static Optional<Version> version(Event event) {
        return switch (event) {
            case SchemaPut put -> Optional.of(put.version());
            case ConfigPut put -> Optional.of(put.version());
            case ConfigDeleted deleted -> Optional.of(deleted.version());
            default -> Optional.empty();
        };
    }

    private static String[] words(Document document) {
        SequencedSet<String> words = Words.of(document);
        return words.size() < Words.WORDS_MAX
                ? words.toArray(String[]::new)
                : Stream.concat(words.stream(), Stream.of(TOO_MANY_WORDS)).toArray(String[]::new);
    }

    private static JSONB json(Document document) {
        return JSONB.jsonb(held(document.json().utf8()));
    }

    /** A text without U+0000, which PostgreSQL holds in no text: U+FFFD stands for it. */
    static String plain(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** JSON without U+0000, which jsonb holds neither. */
    static String held(String json) {
        if (!json.contains("\\u0000")) {
            return json;
        }
        StringBuilder held = new StringBuilder(json.length());
        int at = 0;
        while (at < json.length()) {
            if (json.charAt(at) != '\\') {
                held.append(json.charAt(at));
                at++;
            } else if (json.startsWith("u0000", at + 1)) {
                held.append("\\uFFFD");
                at += 6;
            } else {
                // An escaped backslash begins no escape of what follows it.
                held.append(json, at, at + 2);
                at += 2;
            }
        }
        return held.toString();
    }
}
