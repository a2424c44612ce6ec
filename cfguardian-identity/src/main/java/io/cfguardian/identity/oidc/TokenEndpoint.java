package io.cfguardian.identity.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked of the provider directly, behind the browser's back. Used by many threads. */
final class TokenEndpoint {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private final ProviderSettings settings;
    private final BoundedFetch fetch;

    TokenEndpoint(ProviderSettings settings, BoundedFetch fetch) {
        this.settings = settings;
        this.fetch = fetch;
    }

    /**
     * The tokens that a code is good for, once.
     *
     * @throws RefusedSignOn when it is good for none
     * @throws IOException when the provider does not answer
     */
    OIDCTokens redeem(String code, String verifier, OIDCProviderMetadata metadata) throws RefusedSignOn, IOException {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), settings.redirect(), new CodeVerifier(verifier));
        TokenRequest request =
                new TokenRequest.Builder(metadata.getTokenEndpointURI(), authentication(metadata), grant).build();
        HTTPResponse answer = request.toHTTPRequest().send(fetch);
        requireUp(answer);
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(answer);
            if (response instanceof OIDCTokenResponse tokens) {
                return tokens.getOIDCTokens();
            }
            throw new RefusedSignOn("the token endpoint said "
                    + Callback.shown(response.toErrorResponse().getErrorObject().getCode()));
        } catch (ParseException e) {
            throw new RefusedSignOn("the token endpoint's answer is not understood");
        }
    }

    private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
        ClientID id = new ClientID(settings.clientId());
        Secret secret = new Secret(settings.clientSecret());
        // Without a list it is Basic (OpenID Connect Discovery 1.0, section 3).
        @Nullable List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean basic = methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return basic ? new ClientSecretBasic(id, secret) : new ClientSecretPost(id, secret);
    }

    /**
     * What the provider tells of the person besides the ID token; empty when it tells nothing that is understood.
     *
     * @throws RefusedSignOn when it is about another person
     * @throws IOException when the provider does not answer
     */
    Optional<UserInfo> userInfo(AccessToken token, String subject, OIDCProviderMetadata metadata)
            throws RefusedSignOn, IOException {
        if (metadata.getUserInfoEndpointURI() == null) {
            return Optional.empty();
        }
        HTTPResponse answer = new UserInfoRequest(metadata.getUserInfoEndpointURI(), token)
                .toHTTPRequest()
                .send(fetch);
        requireUp(answer);
        @Nullable UserInfo info;
        try {
            UserInfoResponse response = UserInfoResponse.parse(answer);
            info = response.indicatesSuccess() ? response.toSuccessResponse().getUserInfo() : null;
        } catch (ParseException e) {
            return Optional.empty();
        }
        // OpenID Connect Core 1.0, section 5.3.2: otherwise the answer must not be used.
        if (info != null && !info.getSubject().getValue().equals(subject)) {
            throw new RefusedSignOn("the provider's user info is another person's");
        }
        return Optional.ofNullable(info);
    }

    private static void requireUp(HTTPResponse answer) throws IOException {
        int status = answer.getStatusCode();
        if (status >= SERVER_ERRORS || status == TOO_MANY_REQUESTS) {
            throw new IOException("status " + status + " from the provider");
        }
    }
}
