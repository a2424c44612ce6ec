package io.cfguardian.document.parse;

import java.io.Serial;

/**
 * Ends the reading of a text that is not well-formed; never leaves this package. Thrown, not returned, because it is
 * found below loops that would each have to pass it up. Carries no value of the text.
 */
final class MalformedText extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String detail;
    private final Position position;

    MalformedText(String detail) {
        this(detail, Position.UNKNOWN);
    }

    MalformedText(String detail, Position position) {
        super(detail, null, false, false);
        this.detail = detail;
        this.position = position;
    }

    String detail() {
        return detail;
    }

    Position position() {
        return position;
    }
}
