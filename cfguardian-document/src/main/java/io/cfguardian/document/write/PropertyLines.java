package io.cfguardian.document.write;

import io.cfguardian.domain.document.CanonicalJson;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.util.HexFormat;

/**
 * Java properties as any loader reads them ({@link java.util.Properties#load(java.io.InputStream)}): ASCII only, one line for each scalar, named by its path as
 * {@code a.b[0].c}. Null and empty containers are lines without a value. A scalar at the root has the name {@code value}.
 */
final class PropertyLines {

    private final StringBuilder out = new StringBuilder();

    private PropertyLines() {}

    static String of(JsonValue value) {
        PropertyLines lines = new PropertyLines();
        lines.write("", value);
        return lines.out.toString();
    }

    private void write(String path, JsonValue value) {
        switch (value) {
            case JsonObject(var members)
            when !members.isEmpty() ->
                members.forEach((name, member) -> write(path.isEmpty() ? name : path + "." + name, member));
            case JsonArray(var elements)
            when !elements.isEmpty() -> {
                for (int i = 0; i < elements.size(); i++) {
                    write(path + "[" + i + "]", elements.get(i));
                }
            }
            case JsonObject empty -> line(path, "");
            case JsonArray empty -> line(path, "");
            case JsonNull nothing -> line(path, "");
            case JsonBoolean(boolean truth) -> line(path, Boolean.toString(truth));
            case JsonNumber number -> line(path, CanonicalJson.bytes(number).utf8());
            case JsonString(String text) -> line(path, text);
        }
    }

    private void line(String path, String value) {
        escape(path.isEmpty() ? "value" : path, " :=#!");
        out.append('=');
        if (value.startsWith(" ")) {
            out.append('\\');
        }
        escape(value, "");
        out.append('\n');
    }

    /** Appends {@code text} with a backslash before each of {@code special}. */
    private void escape(String text, String special) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(special.indexOf(c) < 0 ? "" : "\\").append(c);
                    }
                }
            }
        }
    }
}
