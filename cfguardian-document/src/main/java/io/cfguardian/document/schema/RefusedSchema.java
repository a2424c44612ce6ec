package io.cfguardian.document.schema;

import java.io.Serial;

/** Ends the compilation of a schema that cannot be used; becomes a value where the compilation was started. */
final class RefusedSchema extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String pointer;

    RefusedSchema(String reason, String pointer) {
        super(reason, null, false, false);
        this.reason = reason;
        this.pointer = pointer;
    }

    String reason() {
        return reason;
    }

    String pointer() {
        return pointer;
    }
}
