package io.cfguardian.tls;

import java.time.Instant;

/** Something that is of use until a certain moment. */
public interface Expiring {

    /** The last moment at which it is of use. */
    Instant notAfter();
}
