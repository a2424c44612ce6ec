package io.cfguardian.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.search.JsonPath;
import io.cfguardian.app.search.JsonPathResult.ParsedJsonPath;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathConditionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
            $[?$.region == 'eu-1']                   § $."region" == "eu-1"
            $.a[?1 == $['b c']["\\u0041"]]           § $."b c"."A" == 1
            $[?$.a == null && $.b == true]           § $."a" == null, $."b" == true
            $[?$.a == "\\"; DROP TABLE commits; --"] § $."a" == "\\"; DROP TABLE commits; --"
            $..[?$.a == 1.50]                        § $."a" == 1.5
            $[?$.a == 1 || $.b == 2]                 §
            $[?!($.a == 1)]                          §
            $[?$.a != 1]                             §
            $[?$.a > 1]                              §
            $[?@.a == 1]                             §
            $[?$.a[0] == 1]                          §
            $[?$.a == $.b]                           §
            $[?$.a == 1, 'b']                        §
            $.a.b                                    §
            """)
    void whatMustHoldAtLeast(String path, String conditions) {
        assertThat(JsonPath.parse(path)).isInstanceOf(ParsedJsonPath.class);
        assertThat(PathCondition.necessary(((ParsedJsonPath) JsonPath.parse(path)).path()))
                .isEqualTo(conditions == null ? List.of() : List.of(conditions.split(", ")));
    }
}
