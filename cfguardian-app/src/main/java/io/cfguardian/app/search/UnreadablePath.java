package io.cfguardian.app.search;

import java.io.Serial;

/** Unwinds the reading of a text that is no query; it becomes a {@link JsonPathResult.InvalidJsonPath}. */
final class UnreadablePath extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int position;

    /** @param position from 1 */
    UnreadablePath(String reason, int position) {
        super(reason, null, false, false);
        this.position = position;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    int position() {
        return position;
    }
}
