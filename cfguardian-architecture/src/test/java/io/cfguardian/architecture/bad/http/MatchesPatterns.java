package io.cfguardian.architecture.bad.http;

import com.google.re2j.Pattern;

/** Patterns belong to document. */
public final class MatchesPatterns {
    Pattern match(Pattern pattern) {
        return pattern;
    }
}
