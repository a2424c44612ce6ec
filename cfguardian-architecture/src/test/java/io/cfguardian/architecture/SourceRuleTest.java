package io.cfguardian.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceRuleTest {
    private static final String DESCRIBED = "/** Described. */\n@NullMarked\npackage shop;\n";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void theSourcesKeep(SourceRule rule) {
        assertThat(rule.brokenBelow(Path.of("..").toAbsolutePath().normalize())).isEmpty();
    }

    @Test
    void aFileOf401LinesTrips() throws IOException {
        main("Long.java", "\n".repeat(401));
        main("Short.java", "\n".repeat(400));
        assertThat(broken(SourceRule.NO_FILE_IS_LONGER_THAN_400_LINES)).containsExactly("Long.java");
    }

    @Test
    void aPackageWithoutAPageTrips() throws IOException {
        main("Order.java", "package shop;");
        assertThat(broken(SourceRule.EVERY_PACKAGE_IS_DESCRIBED_AND_NULL_MARKED))
                .containsExactly("Order.java");
        main("package-info.java", DESCRIBED);
        assertThat(broken(SourceRule.EVERY_PACKAGE_IS_DESCRIBED_AND_NULL_MARKED))
                .isEmpty();
    }

    @Test
    void aPackageThatIsNotNullMarkedTrips() throws IOException {
        main("package-info.java", DESCRIBED.replace("@NullMarked", ""));
        assertThat(broken(SourceRule.EVERY_PACKAGE_IS_DESCRIBED_AND_NULL_MARKED))
                .containsExactly("package-info.java");
    }

    @Test
    void aPackageWithoutADescriptionTrips() throws IOException {
        main("package-info.java", DESCRIBED.replace("/** Described. */\n", ""));
        assertThat(broken(SourceRule.EVERY_PACKAGE_IS_DESCRIBED_AND_NULL_MARKED))
                .containsExactly("package-info.java");
    }

    @Test
    void workLeftForLaterTrips() throws IOException {
        main("Order.java", "// TO" + "DO: later");
        assertThat(broken(SourceRule.NOTHING_IS_LEFT_FOR_LATER)).containsExactly("Order.java");
    }

    @Test
    void aTestThatSleepsTripsAndTheProgramMay() throws IOException {
        main("Order.java", "Thread.sle" + "ep(1);");
        test("OrderTest.java", "Thread.sle" + "ep(1);");
        assertThat(broken(SourceRule.NO_TEST_SLEEPS_OR_IS_SKIPPED)).containsExactly("OrderTest.java");
    }

    @Test
    void aTestThatIsSkippedTrips() throws IOException {
        test("OrderTest.java", "@Dis" + "abled class OrderTest {}");
        assertThat(broken(SourceRule.NO_TEST_SLEEPS_OR_IS_SKIPPED)).containsExactly("OrderTest.java");
    }

    private List<String> broken(SourceRule rule) {
        return rule.brokenBelow(directory).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private void main(String name, String text) throws IOException {
        write("src/main/java/shop", name, text);
    }

    private void test(String name, String text) throws IOException {
        write("src/test/java/shop", name, text);
    }

    private void write(String under, String name, String text) throws IOException {
        Path file = directory.resolve(under).resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
