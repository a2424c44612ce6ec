package io.cfguardian.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            {"a":"b"},                {"a":"b"}
            {"a\\u0000":"\\u0000b"},  {"a\\uFFFD":"\\uFFFDb"}
            ["\\\\u0000"],            ["\\\\u0000"]
            ["\\\\\\u0000"],          ["\\\\\\uFFFD"]
            ["\\u0001\\u0000"],       ["\\u0001\\uFFFD"]
            ["\\"\\u0000"],           ["\\"\\uFFFD"]
            """)
    void whatPostgresHoldsNowhereIsReplaced(String json, String held) {
        assertThat(Rows.held(json)).isEqualTo(held);
    }
}
