package io.cfguardian.document.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.document.ParseResult.Malformed;
import io.cfguardian.app.document.ParseResult.Parsed;
import io.cfguardian.app.search.JsonPath;
import io.cfguardian.app.search.JsonPathResult.InvalidJsonPath;
import io.cfguardian.app.search.JsonPathResult.ParsedJsonPath;
import io.cfguardian.app.search.Match;
import io.cfguardian.app.search.Steps;
import io.cfguardian.document.parse.ParserLimits;
import io.cfguardian.document.parse.StrictDocumentParser;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.testkit.data.JsonPathSuite;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the compliance test suite of JSONPath, as far as a query that asks for a match alone can. */
class JsonPathComplianceTest {

    private static final List<Case> CASES = cases();

    /** One test of the suite. */
    record Case(SequencedMap<String, JsonValue> members) {

        String name() {
            return text("name");
        }

        String selector() {
            return text("selector");
        }

        boolean isInvalid() {
            return members.containsKey("invalid_selector");
        }

        boolean usesFunctions() {
            return members.get("tags") instanceof JsonArray(List<JsonValue> tags)
                    && tags.contains(new JsonString("function"));
        }

        JsonValue document() {
            return member("document");
        }

        /** The nodes that are to be selected, in one of the orders that are right. */
        List<JsonValue> selected() {
            return members.get("result") instanceof JsonArray(List<JsonValue> nodes)
                    ? nodes
                    : elements(elements(member("results")).getFirst());
        }

        private String text(String name) {
            return ((JsonString) member(name)).value();
        }

        private JsonValue member(String name) {
            return Objects.requireNonNull(members.get(name), name);
        }
    }

    private static List<Case> cases() {
        return switch (new StrictDocumentParser(ParserLimits.standard()).parse(MediaType.JSON, JsonPathSuite.text())) {
            case Parsed(var document, JsonObject(SequencedMap<String, JsonValue> suite)) ->
                elements(Objects.requireNonNull(suite.get("tests"))).stream()
                        .map(test -> new Case(((JsonObject) test).members()))
                        .toList();
            case Parsed parsed -> throw new IllegalStateException("the suite is " + parsed.value());
            case Malformed malformed -> throw new IllegalStateException(malformed.toString());
        };
    }

    private static List<JsonValue> elements(JsonValue array) {
        return ((JsonArray) array).elements();
    }

    static Stream<Named<Case>> withFunctions() {
        return CASES.stream().filter(Case::usesFunctions).map(test -> Named.of(test.name(), test));
    }

    static Stream<Named<Case>> invalid() {
        return CASES.stream()
                .filter(test -> test.isInvalid() && !test.usesFunctions())
                .map(test -> Named.of(test.name(), test));
    }

    static Stream<Named<Case>> valid() {
        return CASES.stream()
                .filter(test -> !test.isInvalid() && !test.usesFunctions())
                .map(test -> Named.of(test.name(), test));
    }

    @Test
    void theSuiteIsWhole() {
        assertThat(CASES).hasSize(703);
        assertThat(withFunctions()).hasSize(110);
        assertThat(invalid()).hasSize(220);
        assertThat(valid()).hasSize(373);
        assertThat(valid().filter(test -> !test.getPayload().selected().isEmpty()))
                .hasSize(340);
    }

    @ParameterizedTest
    @MethodSource("withFunctions")
    void aFunctionIsRefused(Case test) {
        assertThat(JsonPath.parse(test.selector())).isInstanceOfSatisfying(InvalidJsonPath.class, invalid -> {
            if (!test.isInvalid()) {
                assertThat(invalid.reason()).matches("the function [a-z]+\\(\\) is not supported, as no function is");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void anInvalidSelectorIsRefused(Case test) {
        assertThat(JsonPath.parse(test.selector())).isInstanceOf(InvalidJsonPath.class);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void aMatchIsFoundWhereTheSuiteSelectsSomething(Case test) {
        assertThat(match(test.selector(), test.document()))
                .isEqualTo(found(!test.selected().isEmpty()));
    }

    /** Tells apart which nodes are selected, as far as some have children and others have none. */
    @ParameterizedTest
    @MethodSource("valid")
    void aChildIsFoundWhereTheSuiteSelectsANodeWithChildren(Case test) {
        assertThat(match(test.selector() + ".*", test.document()))
                .isEqualTo(found(test.selected().stream().anyMatch(JsonPathComplianceTest::hasChildren)));
    }

    private static boolean hasChildren(JsonValue node) {
        return (node instanceof JsonArray array && !array.elements().isEmpty())
                || (node instanceof JsonObject object && !object.members().isEmpty());
    }

    private static Match found(boolean isFound) {
        return isFound ? Match.FOUND : Match.NOT_FOUND;
    }

    private static Match match(String selector, JsonValue document) {
        return switch (JsonPath.parse(selector)) {
            case ParsedJsonPath(JsonPath path) -> path.match(document, new Steps(10_000));
            case InvalidJsonPath invalid -> throw new AssertionError(invalid.toString());
        };
    }
}
