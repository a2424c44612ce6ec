package io.cfguardian.telemetry.otlp;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What every message to the receiver carries in its head, often a secret; shown nowhere. */
public final class OtlpHeaders {

    /** None. */
    public static final OtlpHeaders NONE = new OtlpHeaders(Map.of());

    /** What {@link #parse} takes, for people. */
    public static final String FORM =
            "name=value with commas between them, without commas and control characters in a value";

    private static final int COUNT_MAX = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,8190}[\\x21-\\x7e])?");

    private final Map<String, String> byName;

    private OtlpHeaders(Map<String, String> byName) {
        this.byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /**
     * Reads {@code name=value,name=value}, at most {@value #COUNT_MAX} of them.
     *
     * @throws IllegalArgumentException when it is something else; the message does not show it
     */
    public static OtlpHeaders parse(String text) {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header : text.split(",", -1)) {
            int equals = header.indexOf('=');
            String name = header.substring(0, Math.max(0, equals)).strip();
            String value = header.substring(equals + 1).strip();
            if (!NAME.matcher(name).matches()
                    || !VALUE.matcher(value).matches()
                    || byName.put(name, value) != null
                    || byName.size() > COUNT_MAX) {
                throw new IllegalArgumentException("expected " + FORM);
            }
        }
        return new OtlpHeaders(byName);
    }

    Map<String, String> byName() {
        return byName;
    }

    @Override
    public String toString() {
        return byName.size() + " headers";
    }
}
