package io.cfguardian.telemetry.otlp;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The receiver.
 *
 * @param endpoint http or https, without user, query and fragment; {@code /v1/traces} and {@code /v1/metrics} are below it
 * @param roots certificates in PEM of the authorities that the receiver's may come from; null for those that the JDK trusts
 * @param timeout for one message and its answer
 */
public record OtlpSettings(
        URI endpoint, OtlpHeaders headers, @Nullable String roots, Duration timeout) {

    /**
     * The endpoint, when it is one.
     *
     * @throws IllegalArgumentException when it is not
     */
    public static URI checked(URI endpoint) {
        boolean web = "https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme());
        if (!web
                || endpoint.getHost() == null
                || endpoint.getRawUserInfo() != null
                || endpoint.getRawQuery() != null
                || endpoint.getRawFragment() != null) {
            throw new IllegalArgumentException("an OTLP endpoint is http or https, without user, query and fragment");
        }
        return endpoint;
    }

    public OtlpSettings {
        checked(endpoint);
    }

    /**
     * Where messages of one kind go.
     *
     * @param signal traces or metrics
     */
    String address(String signal) {
        String base = endpoint.toString();
        return (base.endsWith("/") ? base : base + "/") + "v1/" + signal;
    }
}
