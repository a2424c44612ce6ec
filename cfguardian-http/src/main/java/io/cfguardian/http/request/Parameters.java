package io.cfguardian.http.request;

import io.cfguardian.domain.key.InvalidKey;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The query of a request, read strictly: no unknown parameter, unless those are passed over, none twice, '+' is a plus. Immutable. */
public final class Parameters {

    /** In these a plus sign is a space, as forms write it; in others it is itself, as in an offset of a time. */
    private static final Set<String> WORDED = Set.of("text", "path");

    private final Map<String, String> values;

    /** What becomes of a parameter that an operation does not know. */
    public enum Unknown {
        /** The request is refused: it may be a slip, and would be answered as if it were none. */
        REFUSED,
        /** It is passed over: somebody else than the caller decides what comes. */
        IGNORED
    }

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the query.
     *
     * @param query as it came, "" for none
     * @param known the parameters that the operation takes
     * @throws ProblemException when it is not well-formed, names a known parameter twice, or one that is not known unless
     *     {@code unknown} says to pass over it
     */
    public static Parameters parse(String query, Set<String> known, Unknown unknown) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                if (!known.contains(name)) {
                    if (unknown == Unknown.IGNORED) {
                        continue;
                    }
                    throw invalid(shown(name), "The operation has no such parameter.");
                }
                if (equals < 0) {
                    throw invalid(name, "The parameter has no value.");
                }
                String value = pair.substring(equals + 1);
                if (values.put(name, decode(WORDED.contains(name) ? value.replace('+', ' ') : value)) != null) {
                    throw invalid(name, "The parameter occurs twice.");
                }
            }
        }
        return new Parameters(values);
    }

    /** The text of a parameter. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** All that came but these, in the order of their names. */
    SortedMap<String, String> without(Set<String> names) {
        SortedMap<String, String> others = new TreeMap<>(values);
        others.keySet().removeAll(names);
        return others;
    }

    /** A parameter that is a name of the kind that it is called by, such as {@code project}. */
    public <T> Optional<T> named(String name, Function<String, T> parse) {
        return named(name, name, parse);
    }

    /** A parameter that is a name of a kind, such as the key of a config. */
    public <T> Optional<T> named(String name, String kind, Function<String, T> parse) {
        return text(name).map(text -> {
            try {
                return parse.apply(text);
            } catch (InvalidKey e) {
                throw Problem.invalidName(kind, text).with("parameter", name).exception();
            } catch (IllegalArgumentException e) {
                throw invalid(name, "The parameter is not a name of that kind.");
            }
        });
    }

    /** A whole number within bounds, both included. */
    public Optional<Long> number(String name, long min, long max) {
        return text(name).map(text -> number(name, text, min, max));
    }

    /** A parameter or header that is a whole number in decimal digits without sign or leading zeros, both bounds included. */
    public static long number(String name, String text, long min, long max) {
        boolean digits = !text.isEmpty()
                && text.length() <= 19
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
        if (digits) {
            try {
                long value = Long.parseLong(text);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException beyondLong) {
                // Falls through: 19 digits can be more than a long holds.
            }
        }
        String range = max == Long.MAX_VALUE ? "from " + min : "from %d to %d".formatted(min, max);
        throw invalid(name, "%s is a whole number %s.".formatted(name, range));
    }

    /** A problem with a query parameter or a header. */
    public static ProblemException invalid(String name, String detail) {
        return Problem.of(ProblemType.INVALID_PARAMETER, detail)
                .with("parameter", name)
                .exception();
    }

    /** A name of the client's invention, fit to be shown. */
    private static String shown(String name) {
        String clean = name.replaceAll("\\p{C}", "\uFFFD");
        return clean.length() > 64 ? clean.substring(0, 64) : clean;
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer octets = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                octets.put(raw[i]);
            } else if (i + 2 < raw.length && HexFormat.isHexDigit(raw[i + 1]) && HexFormat.isHexDigit(raw[i + 2])) {
                octets.put((byte) (HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2])));
                i += 2;
            } else {
                throw notUtf8();
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString();
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    private static ProblemException notUtf8() {
        return Problem.of(ProblemType.MALFORMED_REQUEST, "The query is not percent-encoded UTF-8.")
                .exception();
    }
}
