-- The journal and what follows from it, as cfguardian's projector writes it. Times are log time, in UTC. Nothing here is read
-- back by cfguardian to decide anything: the cluster's own state is the truth, and this can be rebuilt from it.

CREATE TABLE checkpoint (
    single         boolean     NOT NULL DEFAULT true CHECK (single),
    cluster        text        NOT NULL,
    term           bigint      NOT NULL CHECK (term >= 0),
    revision       bigint      NOT NULL CHECK (revision >= 0),
    hash           bytea       NOT NULL CHECK (octet_length(hash) = 32),
    time           timestamptz,
    security_event bigint      NOT NULL CHECK (security_event >= 0),
    CONSTRAINT checkpoint_pk PRIMARY KEY (single)
);
COMMENT ON TABLE checkpoint IS 'How far the projection is: one row, changed in the transaction that brings the rows it speaks of.';
COMMENT ON COLUMN checkpoint.single IS 'Always true: there is one row.';
COMMENT ON COLUMN checkpoint.cluster IS 'The name of the cluster whose history this is.';
COMMENT ON COLUMN checkpoint.term IS 'The Raft term of the leader that wrote last. A leader of an older term writes nothing.';
COMMENT ON COLUMN checkpoint.revision IS 'The last revision that is here; 0 for none.';
COMMENT ON COLUMN checkpoint.hash IS 'The hash of the commit of that revision; zeros for none. The next commit names it.';
COMMENT ON COLUMN checkpoint.time IS 'The log time of that commit; null for none.';
COMMENT ON COLUMN checkpoint.security_event IS 'The sequence number of the next security event to come.';

CREATE TABLE commits (
    revision      bigint      NOT NULL,
    time          timestamptz NOT NULL,
    author        text        NOT NULL,
    origin        text        NOT NULL CHECK (origin IN ('client', 'node')),
    request_id    text        NOT NULL,
    project       text COLLATE "C",
    changes       integer     NOT NULL CHECK (changes > 0),
    previous_hash bytea       NOT NULL CHECK (octet_length(previous_hash) = 32),
    hash          bytea       NOT NULL CHECK (octet_length(hash) = 32),
    covered       bytea       NOT NULL,
    record        jsonb       NOT NULL,
    CONSTRAINT commits_pk PRIMARY KEY (revision, time)
) PARTITION BY RANGE (time);
COMMENT ON TABLE commits IS 'The hash chain: one row for each revision, none missing up to the checkpoint''s. By month.';
COMMENT ON COLUMN commits.revision IS 'Its position, dense from 1.';
COMMENT ON COLUMN commits.time IS 'When, by log time: never before the commit before.';
COMMENT ON COLUMN commits.author IS 'Who asked for it; principals has names.';
COMMENT ON COLUMN commits.origin IS 'Whether a client chose the request id or a node.';
COMMENT ON COLUMN commits.request_id IS 'Under which request it was made.';
COMMENT ON COLUMN commits.project IS 'The project that its first change is in; null for the cluster.';
COMMENT ON COLUMN commits.changes IS 'How many changes it has.';
COMMENT ON COLUMN commits.previous_hash IS 'The hash of the commit before; zeros for the first.';
COMMENT ON COLUMN commits.hash IS 'The SHA-256 of covered.';
COMMENT ON COLUMN commits.covered IS 'The bytes that the hash covers, previous_hash among them: see docs/chain.md.';
COMMENT ON COLUMN commits.record IS 'The commit as GET /api/v1/audit/export has it; cfguardian verify proves a file of these.';

CREATE TABLE changes (
    revision    bigint      NOT NULL,
    ordinal     integer     NOT NULL CHECK (ordinal >= 0),
    time        timestamptz NOT NULL,
    author      text        NOT NULL,
    kind        text        NOT NULL,
    project     text COLLATE "C",
    environment text COLLATE "C",
    key         text COLLATE "C",
    version     bigint,
    CONSTRAINT changes_pk PRIMARY KEY (revision, ordinal, time)
) PARTITION BY RANGE (time);
CREATE INDEX changes_by_author ON changes (author, revision);
CREATE INDEX changes_by_kind ON changes (kind, revision);
CREATE INDEX changes_by_project ON changes (project, revision);
CREATE INDEX changes_by_subject ON changes (project, environment, key, revision);
COMMENT ON TABLE changes IS 'What commits did, a row for each change. By month.';
COMMENT ON COLUMN changes.revision IS 'Of the commit.';
COMMENT ON COLUMN changes.ordinal IS 'Its place in the commit, from 0.';
COMMENT ON COLUMN changes.time IS 'When, as in the commit.';
COMMENT ON COLUMN changes.author IS 'Who, as in the commit.';
COMMENT ON COLUMN changes.kind IS 'What happened, such as configPut; openapi.yaml has them all.';
COMMENT ON COLUMN changes.project IS 'In which project; null for the cluster.';
COMMENT ON COLUMN changes.environment IS 'In which environment; null for none.';
COMMENT ON COLUMN changes.key IS 'To which config or schema; null for none.';
COMMENT ON COLUMN changes.version IS 'The version that it made; null for what has none.';

CREATE TABLE projects (
    key              text COLLATE "C"        NOT NULL,
    description      text        NOT NULL,
    created_revision bigint      NOT NULL,
    created          timestamptz NOT NULL,
    created_by       text        NOT NULL,
    deleted          timestamptz,
    CONSTRAINT projects_pk PRIMARY KEY (key)
);
COMMENT ON TABLE projects IS 'Projects, deleted ones too: their keys are never given again.';
COMMENT ON COLUMN projects.key IS 'Its name.';
COMMENT ON COLUMN projects.description IS 'For people.';
COMMENT ON COLUMN projects.created_revision IS 'The commit that made it.';
COMMENT ON COLUMN projects.created IS 'When it was made.';
COMMENT ON COLUMN projects.created_by IS 'Who made it.';
COMMENT ON COLUMN projects.deleted IS 'When it was deleted; null while it is there.';

CREATE TABLE environments (
    project          text COLLATE "C"        NOT NULL,
    key              text COLLATE "C"        NOT NULL,
    description      text        NOT NULL,
    schemas          text        NOT NULL CHECK (schemas IN ('optional', 'required')),
    created_revision bigint      NOT NULL,
    created          timestamptz NOT NULL,
    created_by       text        NOT NULL,
    deleted          timestamptz,
    CONSTRAINT environments_pk PRIMARY KEY (project, key)
);
COMMENT ON TABLE environments IS 'Environments of projects; one that was deleted and made again has the newer dates.';
COMMENT ON COLUMN environments.project IS 'In which project.';
COMMENT ON COLUMN environments.key IS 'Its name.';
COMMENT ON COLUMN environments.description IS 'For people.';
COMMENT ON COLUMN environments.schemas IS 'Whether its configs must name a schema.';
COMMENT ON COLUMN environments.created_revision IS 'The commit that made it.';
COMMENT ON COLUMN environments.created IS 'When it was made.';
COMMENT ON COLUMN environments.created_by IS 'Who made it.';
COMMENT ON COLUMN environments.deleted IS 'When it was deleted; null while it is there.';

CREATE TABLE schemas (
    project  text COLLATE "C"   NOT NULL,
    key      text COLLATE "C"   NOT NULL,
    version  bigint NOT NULL,
    revision bigint NOT NULL,
    CONSTRAINT schemas_pk PRIMARY KEY (project, key)
);
COMMENT ON TABLE schemas IS 'JSON Schemas, each with its newest version.';
COMMENT ON COLUMN schemas.project IS 'In which project.';
COMMENT ON COLUMN schemas.key IS 'Its name.';
COMMENT ON COLUMN schemas.version IS 'The newest version: schema_versions has it.';
COMMENT ON COLUMN schemas.revision IS 'The commit that made that version.';

CREATE TABLE schema_versions (
    project    text COLLATE "C"        NOT NULL,
    key        text COLLATE "C"        NOT NULL,
    version    bigint      NOT NULL CHECK (version > 0),
    revision   bigint      NOT NULL,
    time       timestamptz NOT NULL,
    author     text        NOT NULL,
    dialect    text        NOT NULL,
    media_type text        NOT NULL,
    text       text        NOT NULL,
    document   jsonb       NOT NULL,
    text_hash  bytea       NOT NULL CHECK (octet_length(text_hash) = 32),
    value_hash bytea       NOT NULL CHECK (octet_length(value_hash) = 32),
    CONSTRAINT schema_versions_pk PRIMARY KEY (project, key, version)
);
COMMENT ON TABLE schema_versions IS 'Every version of every schema.';
COMMENT ON COLUMN schema_versions.project IS 'In which project.';
COMMENT ON COLUMN schema_versions.key IS 'Of which schema.';
COMMENT ON COLUMN schema_versions.version IS 'From 1.';
COMMENT ON COLUMN schema_versions.revision IS 'The commit that made it.';
COMMENT ON COLUMN schema_versions.time IS 'When.';
COMMENT ON COLUMN schema_versions.author IS 'Who.';
COMMENT ON COLUMN schema_versions.dialect IS 'The dialect of JSON Schema: the URI that $schema names.';
COMMENT ON COLUMN schema_versions.media_type IS 'The notation of text.';
COMMENT ON COLUMN schema_versions.text IS 'What the author wrote, to the byte.';
COMMENT ON COLUMN schema_versions.document IS 'Its value. U+0000, which jsonb cannot hold, is U+FFFD here.';
COMMENT ON COLUMN schema_versions.text_hash IS 'The SHA-256 of text.';
COMMENT ON COLUMN schema_versions.value_hash IS 'The SHA-256 of the value''s canonical form.';

CREATE TABLE configs (
    project        text COLLATE "C"        NOT NULL,
    environment    text COLLATE "C"        NOT NULL,
    key            text COLLATE "C"        NOT NULL,
    version        bigint      NOT NULL CHECK (version > 0),
    revision       bigint      NOT NULL,
    time           timestamptz NOT NULL,
    author         text        NOT NULL,
    deleted        boolean     NOT NULL,
    schema_key     text,
    schema_version bigint,
    document       jsonb,
    words          text[],
    CONSTRAINT configs_pk PRIMARY KEY (project, environment, key)
);
CREATE INDEX configs_by_value ON configs USING gin (document jsonb_path_ops);
CREATE INDEX configs_by_word ON configs USING gin (words);
COMMENT ON TABLE configs IS 'Every config as it is now, deleted ones too.';
COMMENT ON COLUMN configs.project IS 'In which project.';
COMMENT ON COLUMN configs.environment IS 'In which environment.';
COMMENT ON COLUMN configs.key IS 'Its name.';
COMMENT ON COLUMN configs.version IS 'The newest version.';
COMMENT ON COLUMN configs.revision IS 'The commit that made that version.';
COMMENT ON COLUMN configs.time IS 'When.';
COMMENT ON COLUMN configs.author IS 'Who.';
COMMENT ON COLUMN configs.deleted IS 'Whether that version is the mark that it was deleted.';
COMMENT ON COLUMN configs.schema_key IS 'The schema that it was validated against; null for none.';
COMMENT ON COLUMN configs.schema_version IS 'Which version of that.';
COMMENT ON COLUMN configs.document IS 'Its value, null when deleted. U+0000, which jsonb cannot hold, is U+FFFD here.';
COMMENT ON COLUMN configs.words IS 'The different words in its text, for search, and an empty one where there are more than 10000; null when deleted.';

CREATE TABLE config_versions (
    project        text COLLATE "C"        NOT NULL,
    environment    text COLLATE "C"        NOT NULL,
    key            text COLLATE "C"        NOT NULL,
    version        bigint      NOT NULL CHECK (version > 0),
    revision       bigint      NOT NULL,
    time           timestamptz NOT NULL,
    author         text        NOT NULL,
    deleted        boolean     NOT NULL,
    schema_key     text,
    schema_version bigint,
    media_type     text,
    text           text,
    document       jsonb,
    words          text[],
    text_hash      bytea CHECK (octet_length(text_hash) = 32),
    value_hash     bytea CHECK (octet_length(value_hash) = 32),
    CONSTRAINT config_versions_pk PRIMARY KEY (project, environment, key, version, time),
    CONSTRAINT config_versions_whole CHECK (deleted = (text IS NULL) AND deleted = (document IS NULL))
) PARTITION BY RANGE (time);
CREATE INDEX config_versions_by_time ON config_versions (project, environment, key, time, version);
CREATE INDEX config_versions_by_revision ON config_versions (revision);
CREATE INDEX config_versions_by_value ON config_versions USING gin (document jsonb_path_ops);
CREATE INDEX config_versions_by_word ON config_versions USING gin (words);
COMMENT ON TABLE config_versions IS 'Every version of every config; the mark that a delete leaves is one too. By month.';
COMMENT ON COLUMN config_versions.project IS 'In which project.';
COMMENT ON COLUMN config_versions.environment IS 'In which environment.';
COMMENT ON COLUMN config_versions.key IS 'Of which config.';
COMMENT ON COLUMN config_versions.version IS 'From 1, none missing.';
COMMENT ON COLUMN config_versions.revision IS 'The commit that made it.';
COMMENT ON COLUMN config_versions.time IS 'When; it held from then until the time of the next version.';
COMMENT ON COLUMN config_versions.author IS 'Who.';
COMMENT ON COLUMN config_versions.deleted IS 'Whether this is the mark that the config was deleted.';
COMMENT ON COLUMN config_versions.schema_key IS 'The schema that it was validated against; null for none.';
COMMENT ON COLUMN config_versions.schema_version IS 'Which version of that.';
COMMENT ON COLUMN config_versions.media_type IS 'The notation of text; null when deleted.';
COMMENT ON COLUMN config_versions.text IS 'What the author wrote, to the byte; null when deleted.';
COMMENT ON COLUMN config_versions.document IS 'Its value, null when deleted. U+0000, which jsonb cannot hold, is U+FFFD here.';
COMMENT ON COLUMN config_versions.words IS 'The different words in its text, for search, and an empty one where there are more than 10000; null when deleted.';
COMMENT ON COLUMN config_versions.text_hash IS 'The SHA-256 of text; null when deleted.';
COMMENT ON COLUMN config_versions.value_hash IS 'The SHA-256 of the value''s canonical form; null when deleted.';

CREATE TABLE principals (
    name          text NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('user', 'token')),
    project       text COLLATE "C",
    display_name  text NOT NULL,
    email         text,
    status        text NOT NULL CHECK (status IN ('active', 'disabled', 'deleted')),
    administrator boolean NOT NULL,
    created       timestamptz NOT NULL,
    created_by    text NOT NULL,
    expires       timestamptz,
    CONSTRAINT principals_pk PRIMARY KEY (name)
);
COMMENT ON TABLE principals IS 'Users and service tokens, without secrets. Of a deleted user only the name stays.';
COMMENT ON COLUMN principals.name IS 'The name that commits have as author.';
COMMENT ON COLUMN principals.kind IS 'A user or a service token.';
COMMENT ON COLUMN principals.project IS 'The project that a token is of; null for a user.';
COMMENT ON COLUMN principals.display_name IS 'For people; empty when deleted.';
COMMENT ON COLUMN principals.email IS 'A user''s e-mail address; null for none and when deleted.';
COMMENT ON COLUMN principals.status IS 'Whether it may act. A token that was revoked or removed is deleted.';
COMMENT ON COLUMN principals.administrator IS 'Whether it may do everything.';
COMMENT ON COLUMN principals.created IS 'When it was made.';
COMMENT ON COLUMN principals.created_by IS 'Who made it.';
COMMENT ON COLUMN principals.expires IS 'When a token ends by itself; null for never.';

CREATE TABLE role_bindings (
    project     text COLLATE "C"        NOT NULL,
    principal   text        NOT NULL,
    environment text COLLATE "C"        NOT NULL,
    role        text        NOT NULL,
    revision    bigint      NOT NULL,
    granted     timestamptz NOT NULL,
    granted_by  text        NOT NULL,
    CONSTRAINT role_bindings_pk PRIMARY KEY (project, principal, environment)
);
CREATE INDEX role_bindings_by_principal ON role_bindings (principal);
COMMENT ON TABLE role_bindings IS 'Who has which role where, now.';
COMMENT ON COLUMN role_bindings.project IS 'In which project.';
COMMENT ON COLUMN role_bindings.principal IS 'Who.';
COMMENT ON COLUMN role_bindings.environment IS 'In which environment; * for the whole project.';
COMMENT ON COLUMN role_bindings.role IS 'Which role.';
COMMENT ON COLUMN role_bindings.revision IS 'The commit that gave it.';
COMMENT ON COLUMN role_bindings.granted IS 'When it was given.';
COMMENT ON COLUMN role_bindings.granted_by IS 'Who gave it.';

CREATE TABLE security_events (
    sequence   bigint      NOT NULL,
    time       timestamptz NOT NULL,
    revision   bigint      NOT NULL,
    kind       text        NOT NULL,
    severity   text        NOT NULL,
    principal  text,
    project    text COLLATE "C",
    address    text,
    agent      text,
    request_id text        NOT NULL,
    detail     text        NOT NULL,
    CONSTRAINT security_events_pk PRIMARY KEY (sequence, time)
) PARTITION BY RANGE (time);
CREATE INDEX security_events_by_kind ON security_events (kind, sequence);
CREATE INDEX security_events_by_principal ON security_events (principal, sequence);
CREATE INDEX security_events_by_project ON security_events (project, sequence);
CREATE INDEX security_events_by_time ON security_events (time);
COMMENT ON TABLE security_events IS 'What people who guard the store want to see. Stays after the cluster has removed it. By month.';
COMMENT ON COLUMN security_events.sequence IS 'Its place, from 0.';
COMMENT ON COLUMN security_events.time IS 'When: log time for what changed the state, the observing node''s clock for the rest.';
COMMENT ON COLUMN security_events.revision IS 'The commit that recorded it.';
COMMENT ON COLUMN security_events.kind IS 'What happened, such as login-failed; openapi.yaml has them all.';
COMMENT ON COLUMN security_events.severity IS 'How much it matters: notice, warning or critical.';
COMMENT ON COLUMN security_events.principal IS 'Whom it is about; null when nobody is known.';
COMMENT ON COLUMN security_events.project IS 'Where; null for the cluster.';
COMMENT ON COLUMN security_events.address IS 'The client''s IP address; null for a node''s own doing.';
COMMENT ON COLUMN security_events.agent IS 'What the client calls itself; null for a node''s own doing.';
COMMENT ON COLUMN security_events.request_id IS 'Of the request; empty for none.';
COMMENT ON COLUMN security_events.detail IS 'What more there is to say.';

CREATE TABLE purge_reports (
    revision bigint      NOT NULL,
    time     timestamptz NOT NULL,
    sessions integer     NOT NULL,
    tokens   integer     NOT NULL,
    accounts integer     NOT NULL,
    events   integer     NOT NULL,
    CONSTRAINT purge_reports_pk PRIMARY KEY (revision)
);
COMMENT ON TABLE purge_reports IS 'What the cluster removed because it had ended by itself.';
COMMENT ON COLUMN purge_reports.revision IS 'The commit that removed it.';
COMMENT ON COLUMN purge_reports.time IS 'When.';
COMMENT ON COLUMN purge_reports.sessions IS 'So many sessions.';
COMMENT ON COLUMN purge_reports.tokens IS 'So many service tokens.';
COMMENT ON COLUMN purge_reports.accounts IS 'So many forgotten attempts to sign in.';
COMMENT ON COLUMN purge_reports.events IS 'So many security events, which stay in security_events here.';

-- A partition is made apart and then attached: unlike a partition that is created in place, that does not wait for readers.
CREATE FUNCTION ensure_month(month date) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    parent    text;
    partition text;
    first     timestamptz := month::timestamp AT TIME ZONE 'UTC';
    beyond    timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
    FOREACH parent IN ARRAY ARRAY ['commits', 'changes', 'config_versions', 'security_events']
        LOOP
            partition := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
            IF to_regclass(partition) IS NULL THEN
                EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', partition, parent);
                EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                               parent, partition, first, beyond);
                EXECUTE format('COMMENT ON TABLE %I IS %L', partition,
                               format('%s of the month that begins on %s, UTC.', parent, month));
            END IF;
        END LOOP;
END
$$;
COMMENT ON FUNCTION ensure_month(date) IS 'Makes the partitions of the month that begins on this day, where they are missing.';
