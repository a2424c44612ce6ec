package io.cfguardian.testkit.generate;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.CanonicalJson;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;

/** Values, and documents that hold them. Few enough small ones that the same document comes up again. */
public final class RandomDocuments {

    private static final int LEVELS_MAX = 4;
    private static final List<String> STRINGS = List.of(
            "", "a", "b", "\n", "\"", "\\", "\u0000", "\u001f", "\u007f", "é", "\uFB01", "\uD83D\uDE00", "\u2028");

    private final SplittableRandom random;
    private final Pick pick;

    /** Documents from {@code random}. */
    public RandomDocuments(SplittableRandom random) {
        this.random = random;
        this.pick = new Pick(random);
    }

    /** A document; two of five are one of three small ones. */
    public Document document() {
        boolean small = pick.chance(40);
        JsonValue value = small ? new JsonNumber(BigDecimal.valueOf(random.nextInt(3))) : value();
        String json = CanonicalJson.bytes(value).utf8();
        return small || pick.chance(40)
                ? Document.of(MediaType.JSON, Bytes.utf8(json), value)
                : Document.of(MediaType.YAML, Bytes.utf8("# a flow of YAML 1.2\n" + json + "\n"), value);
    }

    /** A value of at most four levels. */
    public JsonValue value() {
        return value(LEVELS_MAX);
    }

    private JsonValue value(int levels) {
        return switch (random.nextInt(levels > 1 ? 8 : 5)) {
            case 0 -> JsonNull.NULL;
            case 1 -> new JsonBoolean(random.nextBoolean());
            case 2, 3 -> new JsonNumber(number());
            case 4 -> new JsonString(text());
            case 5 -> new JsonArray(elements(levels - 1));
            default -> object(levels - 1);
        };
    }

    /** A number within a double's range, often the same number written with another scale. */
    public BigDecimal number() {
        BigDecimal digits = BigDecimal.valueOf(random.nextLong(-1_000, 1_000));
        return switch (random.nextInt(4)) {
            case 0 -> digits;
            case 1 -> digits.setScale(random.nextInt(4));
            case 2 -> digits.scaleByPowerOfTen(random.nextInt(-30, 30));
            default -> BigDecimal.valueOf(random.nextLong(), random.nextInt(40));
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(pick.of(STRINGS));
        }
        return text.toString();
    }

    private List<JsonValue> elements(int levels) {
        List<JsonValue> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(value(levels));
        }
        return elements;
    }

    private JsonObject object(int levels) {
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            members.put(text(), value(levels));
        }
        return new JsonObject(members);
    }
}
