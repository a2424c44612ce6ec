package io.cfguardian.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final String PROGRAM = "io.cfguardian";
    private static final String BAD = "io.cfguardian.architecture.bad";

    private static final JavaClasses PROGRAM_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PROGRAM);
    private static final JavaClasses BAD_CLASSES = new ClassFileImporter().importPackages(BAD);

    @Test
    void everyModuleIsJudged() {
        assertThat(Stream.of(
                                "domain",
                                "app",
                                "tls",
                                "document",
                                "identity",
                                "raft",
                                "http",
                                "postgres",
                                "telemetry",
                                "server",
                                "testkit",
                                "faults")
                        .filter(module -> PROGRAM_CLASSES.stream()
                                .noneMatch(type -> type.getPackageName().startsWith(PROGRAM + "." + module))))
                .as("modules without a class to judge")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theProgramKeeps(Rule rule) {
        rule.within(PROGRAM).check(PROGRAM_CLASSES);
    }

    @ParameterizedTest
    @EnumSource
    void everyBadExampleTrips(Rule rule) {
        List<String> report =
                rule.within(BAD).evaluate(BAD_CLASSES).getFailureReport().getDetails();
        assertThat(rule.badExamples).isNotEmpty();
        for (Class<?> bad : rule.badExamples) {
            assertThat(report).as("%s trips over %s", rule, bad).anyMatch(line -> line.contains(bad.getName()));
            for (Method method : bad.getDeclaredMethods()) {
                if (!method.isSynthetic()) {
                    String place = bad.getName() + "." + method.getName() + "(";
                    assertThat(report).as("%s trips over %s", rule, place).anyMatch(line -> line.contains(place));
                }
            }
        }
    }
}
