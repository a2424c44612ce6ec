package io.cfguardian.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What a node proves itself with, and what it believes others by.
 *
 * @param key the node's own
 * @param authorities who certifies members, at least one
 */
public record MemberKey(CertifiedKey key, List<X509Certificate> authorities) implements Expiring {

    public MemberKey {
        authorities = List.copyOf(authorities);
    }

    /** When the node's own certificate ends. */
    @Override
    public Instant notAfter() {
        return key.notAfter();
    }
}
