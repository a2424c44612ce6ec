package io.cfguardian.app.projection;

import java.io.Serial;

/** The database is not there, or did not do what was asked; nothing of it was done. Its message shows no secret. */
public final class ProjectionUnavailable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param reason a few words for operators */
    public ProjectionUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** @param reason a few words for operators */
    public ProjectionUnavailable(String reason) {
        super(reason);
    }

    /** A few words for operators. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
