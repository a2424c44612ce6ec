package io.cfguardian.document.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import io.cfguardian.document.pattern.EcmaPattern;
import io.cfguardian.document.pattern.UnusablePattern;
import java.net.IDN;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The formats that are asserted, in every dialect the same, whether or not the dialect names them. Most are networknt's;
 * replaced are those that the conformance suite showed to be lax. A format that is not here asserts nothing.
 */
final class Formats {

    private static final int HOSTNAME_CHARS_MAX = 253;

    private static final Pattern DURATION = Pattern.compile("P(?:[0-9]++W"
            + "|(?=[0-9T])(?:[0-9]++Y(?:[0-9]++M(?:[0-9]++D)?)?|[0-9]++M(?:[0-9]++D)?|[0-9]++D)?"
            + "(?:T(?=[0-9])(?:[0-9]++H(?:[0-9]++M(?:[0-9]++S)?)?|[0-9]++M(?:[0-9]++S)?|[0-9]++S))?)");

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[a-zA-Z][a-zA-Z0-9+.-]*+:)?//([^/?#]*+).*+", Pattern.DOTALL);
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:[^@]*+@)?(?:\\[([^\\]]++)\\]|[^:@\\[\\]]*+)(?::[0-9]*+)?");
    private static final Pattern ADDRESS_OF_THE_FUTURE =
            Pattern.compile("[vV][0-9A-Fa-f]++\\.[A-Za-z0-9._~!$&'()*+,;=:-]++");

    private static final Map<String, Predicate<String>> ALL = formats();

    private Formats() {}

    /** The check of each format by its name. */
    static Map<String, Predicate<String>> all() {
        return ALL;
    }

    private static Map<String, Predicate<String>> formats() {
        Map<String, Predicate<String>> formats = new TreeMap<>();
        for (String name : new String[] {
            "date",
            "date-time",
            "time",
            "email",
            "idn-email",
            "ipv4",
            "ipv6",
            "uuid",
            "json-pointer",
            "relative-json-pointer"
        }) {
            formats.put(name, networknt(name));
        }
        Predicate<String> ipv6 = networknt("ipv6");
        for (String name : new String[] {"uri", "uri-reference", "iri", "iri-reference"}) {
            formats.put(name, networknt(name).and(text -> hasSoundAuthority(text, ipv6)));
        }
        Predicate<String> idnHostname = networknt("idn-hostname").and(Formats::isShortName);
        formats.put("idn-hostname", idnHostname);
        formats.put("hostname", networknt("hostname").and(text -> isHostname(text, idnHostname)));
        formats.put("uri-template", networknt("uri-template").and(text -> text.indexOf(' ') < 0));
        formats.put("duration", text -> DURATION.matcher(text).matches());
        formats.put("regex", Formats::isPattern);
        return Collections.unmodifiableMap(formats);
    }

    private static Predicate<String> networknt(String name) {
        for (Format format : com.networknt.schema.format.Formats.DEFAULT) {
            if (format.getName().equals(name)) {
                return text -> format.matches(new ExecutionContext(), text);
            }
        }
        throw new IllegalStateException("networknt lacks the format " + name);
    }

    private static boolean isPattern(String text) {
        try {
            EcmaPattern.compile(text);
            return true;
        } catch (UnusablePattern e) {
            return false;
        }
    }

    /** Names under {@code xn--} stand for names in other scripts, which have rules of their own. */
    private static boolean isHostname(String text, Predicate<String> idnHostname) {
        if (text.length() > HOSTNAME_CHARS_MAX) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (label.toLowerCase(Locale.ROOT).startsWith("xn--")) {
                String decoded = IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED);
                if (decoded.equalsIgnoreCase(label) || !idnHostname.test(decoded)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isShortName(String text) {
        if (text.isEmpty() || ".\u3002\uFF0E\uFF61".indexOf(text.charAt(text.length() - 1)) >= 0) {
            return false;
        }
        try {
            return IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).length() <= HOSTNAME_CHARS_MAX;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean hasSoundAuthority(String text, Predicate<String> ipv6) {
        Matcher authority = AUTHORITY.matcher(text);
        if (!authority.matches()) {
            return true;
        }
        Matcher host = HOST_AND_PORT.matcher(authority.group(1));
        if (!host.matches()) {
            return false;
        }
        String literal = host.group(1);
        return literal == null || ADDRESS_OF_THE_FUTURE.matcher(literal).matches() || ipv6.test(literal);
    }
}
