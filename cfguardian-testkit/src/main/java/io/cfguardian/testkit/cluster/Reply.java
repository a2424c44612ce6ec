package io.cfguardian.testkit.cluster;

import java.net.http.HttpHeaders;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer over HTTP, whatever its status. */
public record Reply(int status, HttpHeaders headers, String body) {

    /** The body as JSON. */
    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The revision in {@code Cfg-Revision}. */
    public long revision() {
        return Long.parseLong(
                header("Cfg-Revision").orElseThrow(() -> new AssertionError("no Cfg-Revision in " + this)));
    }

    /** The version in the body of a config or schema. */
    public long version() {
        return json().path("version").asLong();
    }

    /** The name of the problem, such as {@code version-conflict}; empty when this is none. */
    public String problem() {
        if (!header("Content-Type").orElse("").startsWith("application/problem+json")) {
            return "";
        }
        String type = json().path("type").asString("");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** Whether the request was done: 2xx. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** This answer, which must have {@code expected} as its status. */
    public Reply expect(int expected) {
        if (status != expected) {
            throw new AssertionError("status " + expected + " expected, got " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return status + " " + body;
    }
}
