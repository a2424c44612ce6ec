package io.cfguardian.http.tls;

import io.cfguardian.tls.KeySource;
import java.time.Duration;
import java.util.OptionalInt;

/** Whether clients are served in plain text or encrypted. */
public sealed interface Transport {

    /** In plain text: on loopback, or behind a proxy that encrypts. */
    enum Plain implements Transport {
        PLAIN
    }

    /**
     * Over TLS 1.3 or 1.2, as HTTP/2 or HTTP/1.1.
     *
     * @param keys where the certificate and its key are
     * @param lookEvery how often the files are looked at for new ones
     * @param redirectPort a port that answers plain requests with a redirect to this one, 0 for a free one; none for no such
     *     port
     */
    record Encrypted(KeySource keys, Duration lookEvery, OptionalInt redirectPort) implements Transport {}
}
