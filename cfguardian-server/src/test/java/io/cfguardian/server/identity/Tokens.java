package io.cfguardian.server.identity;

import io.cfguardian.testkit.cluster.Reply;
import tools.jackson.databind.JsonNode;

/** What a client holds after signing in. */
record Tokens(String access, String refresh) {

    static Tokens of(Reply reply) {
        JsonNode json = reply.expect(200).json();
        return new Tokens(
                json.path("accessToken").asString(), json.path("refreshToken").asString());
    }

    @Override
    public String toString() {
        return "Tokens[(hidden)]";
    }
}
