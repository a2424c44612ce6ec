package io.cfguardian.http.answer;

import io.cfguardian.http.json.Json;
import io.cfguardian.http.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes problems as JSON. */
public final class ProblemJson {

    /** The media type of every error. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int INSTANCE_CHARS_MAX = 1024;

    private static final String PATH_PUNCTUATION = "/-._~!$&'()*+,;=:@%";

    private ProblemJson() {}

    /**
     * The body of the answer.
     *
     * @param path the request's path as it came, "/" when it is not known
     * @param traceId of the recorded trace that the request is a part of, null when none is
     */
    public static byte[] bytes(Problem problem, String path, String requestId, @Nullable String traceId) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("type", problem.type().uri());
            json.writeStringProperty("title", problem.type().title());
            json.writeNumberProperty("status", problem.status());
            json.writeStringProperty("detail", problem.detail());
            json.writeStringProperty("instance", uriReference(path));
            json.writeStringProperty("requestId", requestId);
            if (traceId != null) {
                json.writeStringProperty("traceId", traceId);
            }
            problem.members().forEach((name, value) -> {
                json.writeName(name);
                Json.write(json, value);
            });
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /** The path with what does not belong into a URI percent-encoded, cut when it is very long. */
    private static String uriReference(String path) {
        StringBuilder text = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            if (text.length() >= INSTANCE_CHARS_MAX) {
                break;
            }
            char c = (char) (octet & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || PATH_PUNCTUATION.indexOf(c) >= 0;
            if (plain) {
                text.append(c);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return text.toString();
    }
}
