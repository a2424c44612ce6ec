package io.cfguardian.http.server;

import io.cfguardian.http.guard.Scheme;
import java.util.function.Consumer;
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

    /** Sets them all on an answer that may have them already. */
    static void put(HttpFields.Mutable headers, Exchange exchange) {
        each(exchange, headers::put);
    }

    /** Adds them all to an answer that has none of them yet; one that may be kept replaces {@code Cache-Control} afterwards. */
    static void add(HttpFields.Mutable headers, Exchange exchange) {
        each(exchange, headers::add);
    }

    private static void each(Exchange exchange, Consumer<HttpField> set) {
        for (HttpField field : FIELDS) {
            set.accept(field);
        }
        if (exchange.sender().scheme() == Scheme.HTTPS) {
            set.accept(HSTS);
        }
        set.accept(new HttpField("X-Request-Id", exchange.requestId()));
    }
}
