package io.cfguardian.document.write;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML 1.2 in block style. A string that would read as something else is quoted, by the rules of the core schema. */
final class BlockYaml {

    /** Integers of more digits are written as floats, as in JSON. */
    private static final int PLAIN_DIGITS_MAX = 21;

    private BlockYaml() {}

    static String of(JsonValue value) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setSchema(new CoreSchema())
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setIndent(2)
                .build();
        return new Dump(settings).dumpToString(plain(value));
    }

    private static @Nullable Object plain(JsonValue value) {
        return switch (value) {
            case JsonNull ignored -> null;
            case JsonBoolean(boolean truth) -> truth;
            case JsonNumber(BigDecimal number) -> plain(number);
            case JsonString(String text) -> text;
            case JsonArray(var elements) -> {
                List<@Nullable Object> list = new ArrayList<>(elements.size());
                elements.forEach(element -> list.add(plain(element)));
                yield list;
            }
            case JsonObject(var members) -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                members.forEach((name, member) -> map.put(name, plain(member)));
                yield map;
            }
        };
    }

    private static Number plain(BigDecimal number) {
        boolean isShortInteger = number.scale() <= 0 && number.precision() - number.scale() <= PLAIN_DIGITS_MAX;
        return isShortInteger ? number.toBigIntegerExact() : number;
    }
}
