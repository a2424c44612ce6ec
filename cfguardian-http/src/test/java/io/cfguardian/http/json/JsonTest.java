package io.cfguardian.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.document.JsonValue.JsonNumber;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonGenerator;

final class JsonTest {

    @ParameterizedTest
    @CsvSource({"50, 50", "1E+1, 10", "-1200, -1200", "1.50, 1.5", "0.001, 0.001", "1e300, 1e+300"})
    void aNumberIsWrittenAsPeopleWriteIt(String number, String expected) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.generator(out)) {
            Json.write(json, new JsonNumber(new BigDecimal(number)));
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
    }
}
