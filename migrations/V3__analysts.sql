-- Who may ask, and only ask. Grant it to people: GRANT cfguardian_analyst TO alice. Where the migration may not make roles, an
-- operator who may does it once, by the same lines.
DO
$$
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cfguardian_analyst') THEN
            CREATE ROLE cfguardian_analyst NOLOGIN;
        END IF;
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO cfguardian_analyst', current_schema());
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO cfguardian_analyst', current_schema());
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT ON TABLES TO cfguardian_analyst',
                       current_schema());
        EXECUTE format('REVOKE ALL ON TABLE %I.flyway_schema_history FROM cfguardian_analyst', current_schema());
    EXCEPTION
        WHEN insufficient_privilege THEN
            RAISE WARNING 'the role cfguardian_analyst was not made: %', SQLERRM;
    END
$$;
REVOKE EXECUTE ON FUNCTION ensure_month(date) FROM PUBLIC;
