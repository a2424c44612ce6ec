package io.cfguardian.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DialectTest {

    @ParameterizedTest
    @EnumSource
    void everyDialectIsReadFromItsOwnUri(Dialect dialect) {
        assertThat(Dialect.parse(dialect.uri())).contains(dialect);
        assertThat(Dialect.parse(dialect.uri() + "#")).contains(dialect);
    }

    @ParameterizedTest
    @CsvSource({
        "http://json-schema.org/draft-04/schema#, DRAFT_04",
        "https://json-schema.org/draft-07/schema, DRAFT_07",
        "http://json-schema.org/draft/2020-12/schema, DRAFT_2020_12",
    })
    void bothSchemesAreRead(String uri, Dialect dialect) {
        assertThat(Dialect.parse(uri)).contains(dialect);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "http://json-schema.org/schema#",
                "http://json-schema.org/draft-03/schema#",
                "http://json-schema.org/draft-07/schema##",
                "http://json-schema.org/draft-07/schema/",
                "http://json-schema.org/draft-07/schema#/definitions",
                "HTTP://json-schema.org/draft-07/schema",
                "//json-schema.org/draft-07/schema",
                "ftp://json-schema.org/draft-07/schema",
                "https:http://json-schema.org/draft-07/schema",
                "draft-07"
            })
    void nothingElseNamesADialect(String uri) {
        assertThat(Dialect.parse(uri)).isEmpty();
    }

    @Test
    void labelsAreShort() {
        assertThat(Dialect.values())
                .extracting(Dialect::label)
                .containsExactly("draft-04", "draft-06", "draft-07", "2019-09", "2020-12");
    }
}
