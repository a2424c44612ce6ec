package io.cfguardian.http.server;

import io.cfguardian.http.guard.Scheme;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** The headers that every answer carries, whoever wrote it. */
final class CommonHeaders {

    private static final HttpField[] FIELDS = {
        new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
        new PreEncodedHttpField("X-Frame-Options", "DENY"),
        new PreEncodedHttpField("X-XSS-Protection", "0"),
        new PreEncodedHttpField("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
        new PreEncodedHttpField("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        new PreEncodedHttpField("Cache-Control", "no-store"),
    };

    /** Two years, as browsers' preload lists want it. Over plain HTTP it means nothing (RFC 6797, 7.2). */
    private static final HttpField HSTS =
            new PreEncodedHttpField("Strict-Transport-Security", "max-age=63072000; includeSubDomains");

    private CommonHeaders() {}

    /** Sets them all; an answer that may be kept replaces {@code Cache-Control} afterwards. */
    static void put(HttpFields.Mutable headers, Exchange exchange) {
        for (HttpField field : FIELDS) {
            headers.put(field);
        }
        if (exchange.sender().scheme() == Scheme.HTTPS) {
            headers.put(HSTS);
        }
        headers.put("X-Request-Id", exchange.requestId());
    }
}
