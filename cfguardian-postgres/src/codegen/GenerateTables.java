import io.cfguardian.testkit.postgres.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/**
 * Writes the classes that name the tables, from what a real PostgreSQL makes of the migrations. Run by the build, from source;
 * does nothing while the migrations and this file are those of the last run.
 */
class GenerateTables {

    private static final String PACKAGE = "io.cfguardian.postgres.schema";
    private static final String SCHEMA = "cfguardian";
    private static final Path SELF = Path.of("src/codegen/GenerateTables.java");

    public static void main(String[] args) throws Exception {
        Path migrations = Path.of(args[0]);
        Path sources = Path.of(args[1]);
        Path stamp = sources.resolve("migrations.sha256");
        String digest = digest(migrations);
        if (Files.isRegularFile(stamp) && Files.readString(stamp).equals(digest)) {
            return;
        }
        try (RealPostgres postgres = RealPostgres.start()) {
            Flyway.configure()
                    .dataSource(postgres.jdbcUrl(), postgres.user(), "")
                    .defaultSchema(SCHEMA)
                    .locations("filesystem:" + migrations)
                    .load()
                    .migrate();
            GenerationTool.generate(configuration(postgres, sources));
        }
        Files.writeString(stamp, digest);
    }

    private static Configuration configuration(RealPostgres postgres, Path sources) {
        return new Configuration()
                .withJdbc(new Jdbc()
                        .withDriver("org.postgresql.Driver")
                        .withUrl(postgres.jdbcUrl())
                        .withUser(postgres.user()))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withInputSchema(SCHEMA)
                                .withOutputSchemaToDefault(true)
                                .withExcludes("flyway_schema_history")
                                .withForcedTypes(new ForcedType()
                                        .withName("INSTANT")
                                        .withIncludeTypes("timestamptz|timestamp with time zone")))
                        .withGenerate(new Generate()
                                .withRecords(true)
                                .withDaos(false)
                                .withPojos(false)
                                .withGlobalCatalogReferences(false)
                                .withGlobalSchemaReferences(false)
                                .withComments(false))
                        .withTarget(new Target().withPackageName(PACKAGE).withDirectory(sources.toString())));
    }

    private static String digest(Path migrations) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        List<Path> files;
        try (Stream<Path> all = Files.list(migrations)) {
            files = Stream.concat(all.sorted(), Stream.of(SELF)).toList();
        }
        for (Path file : files) {
            sha256.update(file.getFileName().toString().getBytes());
            sha256.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
