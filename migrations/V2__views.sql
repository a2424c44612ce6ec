-- What analysts ask most. Predicates on the columns of these reach the indexes of the tables below them.

CREATE VIEW config_history AS
SELECT v.project,
       v.environment,
       v.key,
       v.version,
       v.time,
       v.author,
       coalesce(nullif(p.display_name, ''), v.author) AS author_name,
       v.deleted,
       v.schema_key,
       v.schema_version,
       v.media_type,
       v.text,
       v.document,
       v.revision,
       v.value_hash
FROM config_versions v
         LEFT JOIN principals p ON p.name = v.author;
COMMENT ON VIEW config_history IS 'All versions of all configs with the names of their authors. Ask it with project, environment and key.';

CREATE VIEW who_changed AS
SELECT c.time,
       c.author,
       coalesce(nullif(p.display_name, ''), c.author) AS author_name,
       p.email                                        AS author_email,
       c.kind,
       c.project,
       c.environment,
       c.key,
       c.version,
       c.revision
FROM changes c
         LEFT JOIN principals p ON p.name = c.author;
COMMENT ON VIEW who_changed IS 'Every change with who made it. Ask it with project, environment and key, with author or with a span of revisions.';

CREATE FUNCTION config_at(at timestamptz)
    RETURNS TABLE
            (
                project        text,
                environment    text,
                key            text,
                version        bigint,
                "time"         timestamptz,
                author         text,
                schema_key     text,
                schema_version bigint,
                media_type     text,
                text           text,
                document       jsonb,
                revision       bigint
            )
    LANGUAGE sql
    STABLE PARALLEL SAFE
BEGIN
    ATOMIC
    SELECT c.project,
           c.environment,
           c.key,
           v.version,
           v.time,
           v.author,
           v.schema_key,
           v.schema_version,
           v.media_type,
           v.text,
           v.document,
           v.revision
    FROM configs c
             CROSS JOIN LATERAL (SELECT *
                                 FROM config_versions w
                                 WHERE w.project = c.project
                                   AND w.environment = c.environment
                                   AND w.key = c.key
                                   AND w.time <= config_at.at
                                 ORDER BY w.time DESC, w.version DESC
                                 LIMIT 1) v
    WHERE NOT v.deleted;
END;
COMMENT ON FUNCTION config_at(timestamptz) IS 'All configs as they were at a time. Ask it with project and environment.';

CREATE FUNCTION field_history(project text, environment text, key text, pointer text)
    RETURNS TABLE
            (
                version     bigint,
                "time"      timestamptz,
                author      text,
                value       jsonb,
                value_before jsonb,
                revision    bigint
            )
    LANGUAGE sql
    STABLE PARALLEL SAFE
BEGIN
    ATOMIC
    SELECT f.version, f.time, f.author, f.value, f.value_before, f.revision
    FROM (SELECT w.version,
                 w.time,
                 w.author,
                 w.revision,
                 w.document #> p.path                               AS value,
                 lag(w.document #> p.path) OVER (ORDER BY w.version) AS value_before
          FROM config_versions w
                   CROSS JOIN (SELECT CASE field_history.pointer
                                          WHEN '' THEN ARRAY []::text[]
                                          ELSE (SELECT array_agg(replace(replace(part, '~1', '/'), '~0', '~')
                                                                 ORDER BY place)
                                                FROM string_to_table(substr(field_history.pointer, 2), '/')
                                                         WITH ORDINALITY AS parts(part, place))
                                          END AS path) p
          WHERE w.project = field_history.project
            AND w.environment = field_history.environment
            AND w.key = field_history.key) f
    WHERE f.value IS DISTINCT FROM f.value_before;
END;
COMMENT ON FUNCTION field_history(text, text, text, text) IS
    'The versions of a config that changed one field, which a JSON Pointer (RFC 6901) names; null where the field is not there.';

CREATE VIEW chain_breaks AS
SELECT c.revision,
       sha256(c.covered) <> c.hash AS hash_is_wrong,
       c.previous_hash <> coalesce(lag(c.hash) OVER (ORDER BY c.revision), decode(repeat('00', 32), 'hex'))
           OR c.revision <> coalesce(lag(c.revision) OVER (ORDER BY c.revision), 0) + 1 AS link_is_wrong
FROM commits c;
COMMENT ON VIEW chain_breaks IS
    'Proves the chain: SELECT * FROM chain_breaks WHERE hash_is_wrong OR link_is_wrong finds nothing in a whole one.';
