package io.cfguardian.raft.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.ClusterPart;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.raft.codec.GoldenValues.Golden;
import io.cfguardian.testkit.example.EveryKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was ever written can be read. {@code -Dcfguardian.golden.write=true} adds the files of new values; it never changes
 * one that is there, and neither should anybody: data of that form lies on people's disks.
 */
class GoldenFilesTest {

    private static final Path DIRECTORY = Path.of("src/test/resources/golden/v1");

    @BeforeAll
    static void addNewFiles() throws IOException {
        if (!Boolean.getBoolean("cfguardian.golden.write")) {
            return;
        }
        Files.createDirectories(DIRECTORY);
        for (var entry : GoldenValues.all().entrySet()) {
            Path bytes = DIRECTORY.resolve(entry.getKey() + ".bin");
            if (!Files.exists(bytes)) {
                Files.write(bytes, entry.getValue().encode());
                Files.writeString(
                        DIRECTORY.resolve(entry.getKey() + ".txt"),
                        "# format " + Codec.FORMAT + "\n" + entry.getValue().describe());
            }
        }
    }

    static Stream<String> names() {
        return GoldenValues.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void todaysBytesAreTheGoldenBytes(String name) {
        assertThat(golden(name).encode()).isEqualTo(read(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void goldenBytesAreReadAsTheValue(String name) {
        Golden<?> golden = golden(name);
        assertThat((Object) golden.codec().decode(read(name))).isEqualTo(golden.value());
    }

    @Test
    void everyFileHasItsValueAndItsText() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            names().flatMap(name -> Stream.of(name + ".bin", name + ".txt"))
                                    .toList());
        }
    }

    @Test
    void everyKindHasAGoldenFile() {
        Set<Object> met = new HashSet<>();
        GoldenValues.all().values().forEach(golden -> collect(golden.value(), met));

        for (Class<?> family : List.of(
                Command.class,
                Operation.class,
                Expectation.class,
                Premise.class,
                Event.class,
                Outcome.class,
                Rejection.class,
                ConfigVersion.Content.class,
                Subject.class,
                Actor.class,
                Entity.class,
                SecondFactor.class,
                FactorProof.class,
                DocumentId.class)) {
            assertThat(met).containsAll(EveryKind.kinds(family));
        }
        for (Class<? extends Enum<?>> closed : List.of(
                Expectation.Simple.class,
                RequestId.Origin.class,
                Answer.Turn.class,
                Outcome.Effect.class,
                Rejection.Presence.class,
                Rejection.RequestReused.class,
                ConfigVersion.Deleted.class,
                MediaType.class,
                Dialect.class,
                SchemaDemand.class,
                Limit.class,
                Role.class,
                User.Status.class,
                Session.Method.class,
                Session.Reach.class,
                SecurityEvent.Kind.class,
                IdentityPart.class,
                ClusterPart.class,
                ClusterNode.Standing.class,
                ClusterNode.Phase.class,
                Report.Part.class)) {
            assertThat(met).contains((Object[]) closed.getEnumConstants());
        }
    }

    /** The classes of all records in {@code value}, and all enum constants. */
    private static void collect(Object value, Set<Object> met) {
        switch (value) {
            case null -> {}
            case Record record -> {
                met.add(record.getClass());
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    collect(component(record, component), met);
                }
            }
            case Map<?, ?> map -> map.values().forEach(element -> collect(element, met));
            case List<?> list -> list.forEach(element -> collect(element, met));
            case Enum<?> constant -> {
                met.add(constant);
                met.add(constant.getDeclaringClass());
            }
            default -> {}
        }
    }

    @SuppressWarnings("NullAway") // A component may be null; the caller looks.
    private static Object component(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record shows its components", e);
        }
    }

    private static Golden<?> golden(String name) {
        Golden<?> golden = GoldenValues.all().get(name);
        if (golden == null) {
            throw new AssertionError("no golden value " + name);
        }
        return golden;
    }

    private static byte[] read(String name) {
        try {
            return Files.readAllBytes(DIRECTORY.resolve(name + ".bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
