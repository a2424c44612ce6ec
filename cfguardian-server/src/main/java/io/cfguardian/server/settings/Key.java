package io.cfguardian.server.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be set.
 *
 * @param name dotted; in the file, a dot opens a section
 * @param defaultText what is taken when nothing is given, in the form an operator would write; null for nothing
 * @param meaning for the documentation
 */
record Key<T>(String name, Kind<T> kind, @Nullable String defaultText, String meaning) {

    /** The beginning of every variable. */
    static final String VARIABLE_PREFIX = "CFGUARDIAN_";

    Key {
        if (defaultText != null) {
            kind.parse(defaultText);
        }
    }

    /** The environment variable that sets it. */
    String variable() {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
