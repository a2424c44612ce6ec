package io.cfguardian.http.guard;

import io.cfguardian.http.guard.TrustedProxies.Hop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Forwarded} by the grammar of RFC 7239, and the older fields, which are lists. A quotation that does not end,
 * or ends in the middle of a value, makes the whole field unreadable, so nothing that a client sends can swallow what a
 * proxy appends.
 */
final class ForwardedField {

    private final String text;
    private int at;

    private ForwardedField(String text) {
        this.text = text;
    }

    /** What the field says. */
    sealed interface Reading {}

    /** The steps, the client's first. */
    record Hops(List<Hop> hops) implements Reading {

        Hops {
            hops = List.copyOf(hops);
        }
    }

    /** It does not keep to the grammar. */
    enum Unreadable implements Reading {
        UNREADABLE
    }

    /** The steps of {@code Forwarded}, of all its lines as one. */
    static Reading parse(List<String> lines) {
        List<Hop> hops = new ArrayList<>();
        if (!lines.isEmpty()) {
            ForwardedField field = new ForwardedField(String.join(",", lines));
            do {
                Hop hop = field.element();
                if (hop == null) {
                    return Unreadable.UNREADABLE;
                }
                hops.add(hop);
            } while (field.took(','));
            if (!field.isAtEnd()) {
                return Unreadable.UNREADABLE;
            }
        }
        return new Hops(hops);
    }

    /** The steps of {@code X-Forwarded-For}. */
    static List<Hop> addresses(List<String> lines) {
        return tokens(lines).stream()
                .map(token -> Hop.of(token, Optional.empty()))
                .toList();
    }

    /** The entries of a list without quotations. */
    static List<String> tokens(List<String> lines) {
        List<String> tokens = new ArrayList<>();
        for (String line : lines) {
            for (String token : line.split(",", -1)) {
                tokens.add(token.strip());
            }
        }
        return tokens;
    }

    /** The pairs up to the next comma, null when they are none. */
    private @Nullable Hop element() {
        Map<String, String> pairs = new HashMap<>();
        do {
            blanks();
            String name = token();
            if (name.isEmpty() || !took('=')) {
                return null;
            }
            String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
            if (value == null || value.isEmpty() || pairs.put(name.toLowerCase(Locale.ROOT), value) != null) {
                return null;
            }
            blanks();
        } while (took(';'));
        String proto = pairs.get("proto");
        Optional<Scheme> scheme = proto == null ? Optional.empty() : Hop.scheme(proto);
        if (proto != null && scheme.isEmpty()) {
            return null;
        }
        String node = pairs.get("for");
        return node == null ? Hop.Hidden.HIDDEN : Hop.of(node, scheme);
    }

    private String token() {
        int begin = at;
        while (at < text.length() && isTokenCharacter(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    private static boolean isTokenCharacter(char c) {
        return c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }

    /** The text in quotation marks, null when it does not end. */
    private @Nullable String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && ++at == text.length()) {
                return null;
            }
            value.append(text.charAt(at));
        }
        return null;
    }

    private boolean took(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean isAtEnd() {
        return at == text.length();
    }
}
