package io.cfguardian.identity.oidc;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.cfguardian.app.identity.port.SignOnFlow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the browser brings back from the provider, before anybody is asked about it. Anybody can write it. */
final class Callback {

    private static final int VALUE_CHARS_MAX = 2048;

    /** The codes of errors (RFC 6749, section 4.1.2.1); anything else is not repeated. */
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

    private final Map<String, List<String>> parameters;

    Callback(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** Whether it answers this flow: otherwise somebody may have slipped it to the browser. */
    void requireStateOf(SignOnFlow flow) throws RefusedSignOn {
        @Nullable String state = single("state");
        if (state == null || !MessageDigest.isEqual(ascii(state), ascii(flow.state()))) {
            throw new RefusedSignOn("the answer is not to this sign-on");
        }
    }

    /** Whether it is from the provider that was asked (RFC 9207): otherwise the code may be another one's. */
    void requireIssuer(OIDCProviderMetadata metadata) throws RefusedSignOn {
        @Nullable String issuer = single("iss");
        boolean absent = issuer == null && !metadata.supportsAuthorizationResponseIssuerParam();
        if (!absent && !metadata.getIssuer().getValue().equals(issuer)) {
            throw new RefusedSignOn("the answer is not from this provider");
        }
    }

    /** The authorisation code. */
    String code() throws RefusedSignOn {
        @Nullable String error = single("error");
        if (error != null) {
            throw new RefusedSignOn("the provider said " + shown(error));
        }
        @Nullable String code = single("code");
        if (code == null || code.isEmpty() || code.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new RefusedSignOn("the answer has no code");
        }
        return code;
    }

    static String shown(@Nullable String error) {
        return error != null && ERROR.matcher(error).matches() ? error : "something that is no error code";
    }

    private @Nullable String single(String name) throws RefusedSignOn {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new RefusedSignOn("the answer has a parameter twice");
        }
        if (values.isEmpty()) {
            return null;
        }
        String value = values.getFirst();
        if (value.length() > VALUE_CHARS_MAX) {
            throw new RefusedSignOn("the answer has a parameter that is too long");
        }
        return value;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
