package io.cfguardian.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.cfguardian.architecture.bad.app.SettingsHelper;
import io.cfguardian.architecture.bad.app.UsesHttp;
import io.cfguardian.architecture.bad.document.UsesHttpToo;
import io.cfguardian.architecture.bad.document.UsesServer;
import io.cfguardian.architecture.bad.document.UsesTestkit;
import io.cfguardian.architecture.bad.domain.AsksForTheLocale;
import io.cfguardian.architecture.bad.domain.KeepsHashOrder;
import io.cfguardian.architecture.bad.domain.ReadsFiles;
import io.cfguardian.architecture.bad.domain.RollsDice;
import io.cfguardian.architecture.bad.domain.RunsInParallel;
import io.cfguardian.architecture.bad.domain.StartsThreads;
import io.cfguardian.architecture.bad.domain.TellsTheTime;
import io.cfguardian.architecture.bad.domain.UsesApp;
import io.cfguardian.architecture.bad.http.MatchesPatterns;
import io.cfguardian.architecture.bad.http.OpensRocks;
import io.cfguardian.architecture.bad.http.ReadsTokens;
import io.cfguardian.architecture.bad.http.UsesRaft;
import io.cfguardian.architecture.bad.identity.UsesRaftToo;
import io.cfguardian.architecture.bad.postgres.UsesRaftAsWell;
import io.cfguardian.architecture.bad.raft.Certifies;
import io.cfguardian.architecture.bad.raft.CountsCalls;
import io.cfguardian.architecture.bad.raft.Serves;
import io.cfguardian.architecture.bad.raft.UsesDocument;
import io.cfguardian.architecture.bad.server.CountsForPrometheus;
import io.cfguardian.architecture.bad.server.EndsSpans;
import io.cfguardian.architecture.bad.server.OpensADatabase;
import io.cfguardian.architecture.bad.telemetry.CountsByHttp;
import java.util.List;
import java.util.function.Function;

/**
 * The rules that compiled classes keep. A rule is made for a root package: {@code io.cfguardian} when it judges the
 * program, the package of the bad examples when it has to prove that it can fail.
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of and a lambda without state: immutable, but not by their types.
enum Rule {
    DOMAIN_KNOWS_THE_JDK_ALONE(
            root -> classes()
                    .that(in(root, "domain"))
                    .should()
                    .onlyDependOnClassesThat(in(root, "domain").or(resideInAnyPackage("java..", "org.jspecify.."))),
            UsesApp.class),

    APP_KNOWS_THE_DOMAIN_ALONE(
            root -> classes()
                    .that(in(root, "app"))
                    .should()
                    .onlyDependOnClassesThat(
                            in(root, "domain", "app").or(resideInAnyPackage("java..", "org.jspecify.."))),
            UsesHttp.class),

    ADAPTERS_DO_NOT_SEE_EACH_OTHER(
            root -> CompositeArchRule.of(adapter(root, "document", "identity", "raft", "http", "postgres", "telemetry"))
                    .and(adapter(root, "identity", "document", "raft", "http", "postgres", "telemetry"))
                    .and(adapter(root, "raft", "document", "identity", "http", "postgres", "telemetry"))
                    .and(adapter(root, "http", "document", "identity", "raft", "postgres", "telemetry"))
                    .and(adapter(root, "postgres", "document", "identity", "raft", "http", "telemetry"))
                    .and(adapter(root, "telemetry", "document", "identity", "raft", "http", "postgres")),
            UsesHttpToo.class,
            UsesRaftToo.class,
            UsesDocument.class,
            UsesRaft.class,
            UsesRaftAsWell.class,
            CountsByHttp.class),

    TLS_KNOWS_THE_DOMAIN_ALONE(
            root -> noClasses()
                    .that(in(root, "tls"))
                    .should()
                    .dependOnClassesThat(
                            in(root, "app", "document", "identity", "raft", "http", "postgres", "telemetry")),
            io.cfguardian.architecture.bad.tls.UsesApp.class),

    NOTHING_KNOWS_THE_SERVER(
            root -> noClasses()
                    .that(in(
                            root,
                            "domain",
                            "app",
                            "tls",
                            "document",
                            "identity",
                            "raft",
                            "http",
                            "postgres",
                            "telemetry",
                            "testkit",
                            "faults"))
                    .should()
                    .dependOnClassesThat(in(root, "server")),
            UsesServer.class),

    THE_PROGRAM_DOES_NOT_KNOW_THE_TESTKIT(
            root -> noClasses()
                    .that(in(
                            root,
                            "domain",
                            "app",
                            "tls",
                            "document",
                            "identity",
                            "raft",
                            "http",
                            "postgres",
                            "telemetry",
                            "server"))
                    .should()
                    .dependOnClassesThat(in(root, "testkit", "faults")),
            UsesTestkit.class),

    RAFT_ALONE_KNOWS_JRAFT_AND_ROCKSDB(
            root -> only(root, "raft", "com.alipay..", "org.rocksdb..", "com.google.protobuf..", "io.netty.."),
            OpensRocks.class),

    HTTP_ALONE_KNOWS_JAVALIN(
            root -> only(root, "http", "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", "kotlin.."),
            Serves.class),

    DOCUMENT_ALONE_KNOWS_THE_SCHEMA_ENGINES(
            root -> only(
                    root,
                    "document",
                    "org.everit..",
                    "org.json..",
                    "com.networknt..",
                    "com.google.re2j..",
                    "org.snakeyaml.."),
            MatchesPatterns.class),

    IDENTITY_ALONE_KNOWS_THE_LIBRARIES_OF_IDENTITY(
            root -> only(
                    root,
                    "identity",
                    "com.auth0..",
                    "org.mindrot..",
                    "com.bastiaanjansen..",
                    "com.nimbusds..",
                    "org.apache.commons.codec.."),
            ReadsTokens.class),

    POSTGRES_ALONE_KNOWS_THE_DATABASE(
            root -> only(
                    root, "postgres", "org.jooq..", "com.zaxxer..", "org.flywaydb..", "org.postgresql..", "java.sql.."),
            OpensADatabase.class),

    TELEMETRY_ALONE_KNOWS_PROMETHEUS_AND_OPENTELEMETRY(
            root -> only(root, "telemetry", "io.prometheus..", "io.opentelemetry.."),
            CountsForPrometheus.class,
            EndsSpans.class),

    TLS_ALONE_MAKES_CERTIFICATES(root -> only(root, "tls", "org.bouncycastle.."), Certifies.class),

    THE_DOMAIN_HAS_NO_CLOCK(root -> domainAvoids(root, Impurity.CLOCK), TellsTheTime.class),
    THE_DOMAIN_HAS_NO_CHANCE(root -> domainAvoids(root, Impurity.CHANCE), RollsDice.class),
    THE_DOMAIN_HAS_NO_LOCALE_OR_DEFAULT_CHARSET(
            root -> domainAvoids(root, Impurity.LOCALE_OR_CHARSET), AsksForTheLocale.class),
    THE_DOMAIN_HAS_NO_HASH_ORDER(root -> domainAvoids(root, Impurity.HASH_ORDER), KeepsHashOrder.class),
    THE_DOMAIN_HAS_NO_THREADS(root -> domainAvoids(root, Impurity.THREADS), StartsThreads.class),
    THE_DOMAIN_HAS_NO_PARALLEL_STREAMS(root -> domainAvoids(root, Impurity.PARALLEL), RunsInParallel.class),
    THE_DOMAIN_HAS_NO_IO(root -> domainAvoids(root, Impurity.IO), ReadsFiles.class),

    NAMES_SAY_WHAT_A_THING_IS(
            root -> noClasses()
                    .that(written(root))
                    .should()
                    .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Info|Data|Base|Common|Constants)(\\$.*)?"),
            SettingsHelper.class),

    NOTHING_STATIC_CHANGES(
            root -> fields().that()
                    .areDeclaredInClassesThat(written(root))
                    .and()
                    .areStatic()
                    .should()
                    .beFinal(),
            CountsCalls.class);

    private final Function<String, ArchRule> made;

    /** Trips the rule once for every method it declares, or as a whole when it declares none. */
    final List<Class<?>> badExamples;

    Rule(Function<String, ArchRule> made, Class<?>... badExamples) {
        this.made = made;
        this.badExamples = List.of(badExamples);
    }

    ArchRule within(String root) {
        return made.apply(root).as(name());
    }

    private static DescribedPredicate<JavaClass> in(String root, String... modules) {
        String[] packages = List.of(modules).stream()
                .map(module -> root + "." + module + "..")
                .toArray(String[]::new);
        return resideInAnyPackage(packages);
    }

    /** Everything below the root but what protoc and jOOQ wrote. */
    private static DescribedPredicate<JavaClass> written(String root) {
        return resideInAnyPackage(root + "..")
                .and(DescribedPredicate.not(
                        resideInAnyPackage("io.cfguardian.raft.codec.proto..", "io.cfguardian.postgres.schema..")));
    }

    private static ArchRule adapter(String root, String module, String... others) {
        return noClasses().that(in(root, module)).should().dependOnClassesThat(in(root, others));
    }

    private static ArchRule only(String root, String module, String... libraries) {
        return noClasses()
                .that(resideInAnyPackage(root + ".."))
                .and(DescribedPredicate.not(in(root, module, "testkit")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries));
    }

    private static ArchRule domainAvoids(String root, DescribedPredicate<JavaAccess<?>> impurity) {
        return noClasses().that(in(root, "domain")).should().accessTargetWhere(impurity);
    }
}
