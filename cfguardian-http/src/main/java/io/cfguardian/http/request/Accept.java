package io.cfguardian.http.request;

import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.problem.ProblemType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What media types a client takes (RFC 9110, 12.5.1). Parameters of media ranges other than {@code q} are not compared.
 */
public final class Accept {

    private static final int RANGES_MAX = 64;

    private final List<Range> ranges;

    private Accept(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** One media range; the quality is 0 to 1000. */
    private record Range(String type, String subtype, int quality) {

        /** How closely it fits, 0 for not at all. */
        int closeness(String mediaType) {
            int slash = mediaType.indexOf('/');
            if (type.equals("*")) {
                return 1;
            }
            if (!type.equals(mediaType.substring(0, slash))) {
                return 0;
            }
            return subtype.equals("*") ? 2 : subtype.equals(mediaType.substring(slash + 1)) ? 3 : 0;
        }
    }

    /**
     * Reads the values of {@code Accept}, empty for a client that takes anything.
     *
     * @throws ProblemException when it is not one
     */
    public static Accept parse(List<String> values) {
        List<Range> ranges = new ArrayList<>();
        for (String value : values) {
            for (String part : value.split(",", -1)) {
                if (!part.isBlank()) {
                    ranges.add(range(part));
                }
            }
        }
        if (ranges.size() > RANGES_MAX) {
            throw invalid();
        }
        return new Accept(ranges);
    }

    /**
     * The one of {@code offered} that the client likes most, the earlier of two that it likes equally.
     *
     * @throws ProblemException when it takes none of them
     */
    public String best(List<String> offered) {
        if (ranges.isEmpty()) {
            return offered.getFirst();
        }
        String best = null;
        int quality = 0;
        for (String mediaType : offered) {
            int own = quality(mediaType);
            if (own > quality) {
                best = mediaType;
                quality = own;
            }
        }
        if (best == null) {
            throw Problem.of(ProblemType.NOT_ACCEPTABLE, "Accept allows none of the media types that this path gives.")
                    .with("supported", offered)
                    .exception();
        }
        return best;
    }

    /** The quality by the range that fits most closely. */
    private int quality(String mediaType) {
        int closest = 0;
        int quality = 0;
        for (Range range : ranges) {
            int closeness = range.closeness(mediaType);
            if (closeness > closest) {
                closest = closeness;
                quality = range.quality();
            }
        }
        return quality;
    }

    private static Range range(String text) {
        String[] parts = text.split(";", -1);
        String name = parts[0].strip().toLowerCase(Locale.ROOT);
        int slash = name.indexOf('/');
        if (slash <= 0 || slash == name.length() - 1 || (name.startsWith("*/") && !name.equals("*/*"))) {
            throw invalid();
        }
        int quality = 1000;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                quality = thousandths(parameter.substring(2));
            }
        }
        return new Range(name.substring(0, slash), name.substring(slash + 1), quality);
    }

    private static int thousandths(String text) {
        if (!text.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?")) {
            throw invalid();
        }
        return new BigDecimal(text.endsWith(".") ? text + "0" : text)
                .movePointRight(3)
                .intValue();
    }

    private static ProblemException invalid() {
        return Parameters.invalid("Accept", "Accept is a list of media ranges.");
    }
}
