package io.cfguardian.http.request;

import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.revision.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditional requests (RFC 9110, 13). A read takes all of {@code If-None-Match}. A write takes {@code If-Match} with one
 * strong tag or {@code *}, or {@code If-None-Match: *}; whatever else the standard allows is refused, never ignored.
 */
public final class Conditions {

    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final int CHARS_MAX = 1024;

    private static final Pattern TAG = Pattern.compile("\"([1-9][0-9]{0,18})(-json|-yaml|-properties)?\"");

    /** One tag of a list, and the comma after it. */
    private static final Pattern LISTED =
            Pattern.compile("[ \\t]*(?:W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")[ \\t]*(,|$)");

    private Conditions() {}

    /** What a write demands of the document. */
    public static Expectation expectation(Call call) {
        Optional<String> match = call.header(IF_MATCH);
        Optional<String> noneMatch = call.header(IF_NONE_MATCH);
        if (match.isPresent() && noneMatch.isPresent()) {
            throw Parameters.invalid(IF_NONE_MATCH, "If-None-Match does not go with If-Match.");
        }
        if (noneMatch.isPresent()) {
            if (!noneMatch.get().equals("*")) {
                throw Parameters.invalid(IF_NONE_MATCH, "Of If-None-Match a write takes only *.");
            }
            return Expectation.Simple.ABSENT;
        }
        return match.map(Conditions::demand).orElse(Expectation.Simple.ANY);
    }

    /** The same, for operations that make no sense on something that is not there. */
    public static Expectation expectationOfPresent(Call call) {
        if (call.header(IF_NONE_MATCH).isPresent()) {
            throw Parameters.invalid(IF_NONE_MATCH, "The operation takes no If-None-Match.");
        }
        return expectation(call);
    }

    /** For operations that take no condition at all. */
    public static void refuse(Call call) {
        for (String name : new String[] {IF_MATCH, IF_NONE_MATCH}) {
            if (!call.headers(name).isEmpty()) {
                throw Parameters.invalid(name, "The operation takes no " + name + ".");
            }
        }
    }

    private static Expectation demand(String text) {
        if (text.equals("*")) {
            return Expectation.Simple.PRESENT;
        }
        Matcher tag = TAG.matcher(text);
        if (!tag.matches()) {
            throw Parameters.invalid(IF_MATCH, "If-Match is * or one strong entity tag such as \"7\".");
        }
        return new Expectation.At(new Version(Parameters.number(IF_MATCH, tag.group(1), 1, Long.MAX_VALUE)));
    }

    /** Whether the client has what {@code tag} names already, so that 304 says it all. */
    public static boolean isKnown(Call call, EntityTag tag) {
        return tags(call).stream().anyMatch(known -> known.equals("*") || known.equals(tag.toString()));
    }

    /** Whether the client named what it has. */
    public static boolean isGiven(Call call) {
        return !tags(call).isEmpty();
    }

    /** The tags of all {@code If-None-Match}, without the mark of weakness. */
    private static List<String> tags(Call call) {
        List<String> values = call.headers(IF_NONE_MATCH);
        if (values.isEmpty()) {
            return List.of();
        }
        String text = String.join(",", values);
        if (text.strip().equals("*")) {
            return List.of("*");
        }
        List<String> tags = new ArrayList<>();
        Matcher matcher = LISTED.matcher(text);
        int end = 0;
        boolean more = true;
        while (more && text.length() <= CHARS_MAX && matcher.find() && matcher.start() == end) {
            tags.add(matcher.group(1));
            end = matcher.end();
            more = !matcher.group(2).isEmpty();
        }
        if (more) {
            throw Parameters.invalid(IF_NONE_MATCH, "If-None-Match is * or a list of entity tags.");
        }
        return tags;
    }
}
