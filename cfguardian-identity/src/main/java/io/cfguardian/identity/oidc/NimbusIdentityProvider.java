package io.cfguardian.identity.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.cfguardian.app.identity.port.IdentityProvider;
import io.cfguardian.app.identity.port.SignOnFlow;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider by the library of Nimbus. A flow is ended once: this node remembers which it has ended, and the provider takes
 * each code once. Used by many threads; must be closed.
 */
public final class NimbusIdentityProvider implements IdentityProvider, AutoCloseable {

    private static final int SECRET_BYTES = 32;

    private static final Duration ENDED_KEPT = Duration.ofMinutes(15);
    private static final long ENDED_MAX = 100_000;

    private final ProviderSettings settings;
    private final BoundedFetch fetch;
    private final Discovery discovery;
    private final TokenEndpoint tokenEndpoint;
    private final IdTokens idTokens;
    private final SecureRandom random = new SecureRandom();
    private final Cache<Hash, Boolean> ended = Caffeine.newBuilder()
            .maximumSize(ENDED_MAX)
            .expireAfterWrite(ENDED_KEPT)
            .build();

    /** Asks the provider nothing yet. */
    public NimbusIdentityProvider(ProviderSettings settings) {
        this.settings = settings;
        this.fetch = new BoundedFetch(settings.transport(), settings.timeout());
        this.discovery = new Discovery(settings.issuer(), fetch, System::nanoTime);
        this.tokenEndpoint = new TokenEndpoint(settings, fetch);
        this.idTokens = new IdTokens(settings, fetch);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Start start() {
        OIDCProviderMetadata metadata;
        try {
            metadata = discovery.metadata();
        } catch (IOException e) {
            return unavailable(e);
        }
        if (!settings.transport().allows(metadata.getAuthorizationEndpointURI())) {
            return new Unavailable("the provider names an authorisation endpoint that is not on HTTPS");
        }
        SignOnFlow flow = new SignOnFlow(secret(), secret(), secret());
        Scope scope = new Scope("openid");
        settings.scopes().forEach(scope::add);
        URI location = new AuthenticationRequest.Builder(
                        ResponseType.CODE, scope, new ClientID(settings.clientId()), settings.redirect())
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(new State(flow.state()))
                .nonce(new Nonce(flow.nonce()))
                .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Redirect(location, flow);
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public SignOn finish(SignOnFlow flow, Map<String, List<String>> parameters, Instant now) {
        try {
            Callback callback = new Callback(parameters);
            callback.requireStateOf(flow);
            OIDCProviderMetadata metadata = discovery.metadata();
            callback.requireIssuer(metadata);
            requireFirst(flow);
            OIDCTokens tokens = tokenEndpoint.redeem(callback.code(), flow.verifier(), metadata);
            IDTokenClaimsSet claims = idTokens.check(tokens.getIDToken(), metadata, flow.nonce(), now);
            return signedOn(claims, tokens, metadata);
        } catch (RefusedSignOn e) {
            return new Refused(e.reason());
        } catch (IOException e) {
            return unavailable(e);
        }
    }

    private void requireFirst(SignOnFlow flow) throws RefusedSignOn {
        Hash state = Bytes.utf8(flow.state()).sha256();
        if (ended.asMap().putIfAbsent(state, true) != null) {
            throw new RefusedSignOn("the sign-on has ended before");
        }
    }

    private SignedOn signedOn(IDTokenClaimsSet idToken, OIDCTokens tokens, OIDCProviderMetadata metadata)
            throws RefusedSignOn, IOException {
        String subject = idToken.getSubject().getValue();
        ClaimsSet contact = idToken;
        ClaimsSet groups = idToken;
        @Nullable String rolesClaim = settings.rolesClaim();
        boolean rolesMissing = rolesClaim != null && !Profile.hasRoles(idToken, rolesClaim);
        if (Profile.email(idToken) == null || rolesMissing) {
            // Many providers keep the ID token small and tell the rest on demand.
            ClaimsSet told = tokenEndpoint
                    .userInfo(tokens.getAccessToken(), subject, metadata)
                    .map(ClaimsSet.class::cast)
                    .orElse(idToken);
            contact = Profile.email(idToken) == null ? told : idToken;
            groups = rolesMissing ? told : idToken;
        }
        return new SignedOn(
                idToken.getIssuer().getValue(),
                subject,
                Profile.email(contact),
                Profile.email(contact) != null && Profile.emailVerified(contact),
                rolesClaim == null ? List.of() : Profile.roles(groups, rolesClaim));
    }

    private static Unavailable unavailable(IOException reason) {
        return new Unavailable(String.valueOf(reason.getMessage()));
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        fetch.close();
    }
}
