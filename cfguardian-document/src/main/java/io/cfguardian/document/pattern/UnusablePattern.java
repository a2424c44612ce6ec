package io.cfguardian.document.pattern;

import java.io.Serial;

/** A text is not a regular expression of ECMA-262, or none that an engine takes. The message is a sentence for the author. */
public final class UnusablePattern extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    UnusablePattern(String reason) {
        super(reason, null, false, false);
    }

    /** What is wrong. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
