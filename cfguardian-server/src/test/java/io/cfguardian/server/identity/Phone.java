package io.cfguardian.server.identity;

import io.cfguardian.testkit.cluster.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A second factor that is in use.
 *
 * @param enrolled what the API showed of the secret
 */
record Phone(Authenticator app, String enrolled, List<String> recoveryCodes) {

    private static final String MFA = Visitors.AUTH + "/mfa";

    /** Sets a second factor up for whoever has {@code access}. */
    static Phone setUp(Visitors visitors, String access) {
        Reply enrolled = visitors.post(0, access, MFA + "/enroll", "").expect(200);
        String secret = enrolled.json().path("secret").asString();
        Authenticator app = new Authenticator(secret);
        JsonNode codes = visitors.post(1, access, MFA + "/activate", "{\"code\":\"%s\"}".formatted(app.next()))
                .expect(200)
                .json()
                .path("recoveryCodes");
        return new Phone(
                app, secret, codes.valueStream().map(JsonNode::asString).toList());
    }

    /** Signs in with the password, up to the question for a code. */
    static String challenge(Visitors visitors, int node, Account account) {
        Reply asked = visitors.login(node, account).expect(202);
        if (asked.body().contains("Token")) {
            throw new AssertionError("a token before the second factor");
        }
        return asked.json().path("challenge").asString();
    }

    @Override
    public String toString() {
        return "Phone[(hidden)]";
    }
}
