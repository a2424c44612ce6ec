package io.cfguardian.app.identity.provider;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.key.ClusterKeys;
import io.cfguardian.app.identity.port.IdentityProvider;
import io.cfguardian.app.identity.port.IdentityProvider.SignedOn;
import io.cfguardian.app.identity.port.Sealing;
import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.app.identity.port.SignOnFlow;
import io.cfguardian.app.identity.provider.VouchedUsers.Known;
import io.cfguardian.app.identity.provider.VouchedUsers.Nobody;
import io.cfguardian.app.identity.security.Observer;
import io.cfguardian.app.identity.session.SignIn;
import io.cfguardian.app.identity.session.TokenPair;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.FederatedId;
import io.cfguardian.domain.key.UserId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Signing on through an identity provider, from the first redirect to the session. A refusal tells the caller nothing; the
 * security events have the reason, without addresses. Used by many threads; blocks the calling (virtual) thread.
 */
public final class SignOn {

    /** How long a person may take at the provider. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Map<String, IdentityProvider> providers;
    private final Replica replica;
    private final Tools tools;
    private final SignIn signIn;
    private final Observer observer;
    private final Policy policy;
    private final VouchedUsers users;
    private final ProvidedRoles roles;

    /**
     * What the operator decides.
     *
     * @param linkByEmail whether somebody with a verified e-mail address becomes the user who has it
     * @param createUsers whether somebody who is no user yet becomes one
     * @param roles what the provider says about roles
     * @param timeout the longest time that becoming up to date may take
     */
    public record Policy(
            boolean linkByEmail, boolean createUsers, RoleMapping roles, InstantSource clock, Duration timeout) {}

    /** What it works with. */
    public record Tools(ClusterKeys keys, Sealing sealing, Secrets secrets) {}

    /** @param providers with different names; none when nobody signs on in this way */
    public SignOn(
            List<IdentityProvider> providers,
            NodeWrites writes,
            Replica replica,
            Tools tools,
            SignIn signIn,
            Observer observer,
            Policy policy) {
        this.providers =
                providers.stream().collect(Collectors.toUnmodifiableMap(IdentityProvider::name, Function.identity()));
        this.replica = replica;
        this.tools = tools;
        this.signIn = signIn;
        this.observer = observer;
        this.policy = policy;
        this.users = new VouchedUsers(writes, replica, tools.secrets(), policy);
        this.roles = new ProvidedRoles(writes, replica, policy.roles());
    }

    /** What came of beginning. */
    public sealed interface Start {}

    /**
     * The browser goes to the provider.
     *
     * @param cookie what it has to bring back within {@link #LIFETIME}; letters, digits, '-' and '_'
     */
    public record Redirect(URI location, String cookie) implements Start {
        @Override
        public String toString() {
            return "Redirect[(hidden)]";
        }
    }

    /** What came of ending. */
    public sealed interface Finish {}

    /** Signed in. */
    public record SignedIn(TokenPair tokens) implements Finish {}

    /** No. The reason is nobody's business. */
    public enum Refused implements Finish {
        REFUSED
    }

    /** There is no provider of this name. */
    public enum NoSuchProvider implements Start, Finish {
        NO_SUCH_PROVIDER
    }

    /** The provider cannot be asked now. */
    public enum Unavailable implements Start, Finish {
        UNAVAILABLE
    }

    /**
     * Begins to sign on.
     *
     * @throws io.cfguardian.app.identity.key.SecretsUnavailable when this node has no keys to seal the cookie with
     */
    public Start start(String name) {
        IdentityProvider provider = providers.get(name);
        if (provider == null) {
            return NoSuchProvider.NO_SUCH_PROVIDER;
        }
        return switch (provider.start()) {
            case IdentityProvider.Redirect(URI location, SignOnFlow flow) ->
                new Redirect(
                        location,
                        cookie(name).seal(flow, policy.clock().instant().plus(LIFETIME)));
            case IdentityProvider.Unavailable ignored -> Unavailable.UNAVAILABLE;
        };
    }

    /**
     * Ends to sign on. Nothing is written unless the provider vouches for somebody.
     *
     * @param cookie what the browser brought back, "" for nothing
     * @param parameters of the callback's query, each with all its values
     * @throws io.cfguardian.app.replica.ReplicationFailure when the cluster cannot be asked or written to; links and roles may
     *     have been written
     */
    public Finish finish(String name, String cookie, Map<String, List<String>> parameters, Source source) {
        IdentityProvider provider = providers.get(name);
        if (provider == null) {
            return NoSuchProvider.NO_SUCH_PROVIDER;
        }
        Instant now = policy.clock().instant();
        Optional<SignOnFlow> flow = cookie(name).open(cookie, now);
        if (flow.isEmpty()) {
            return refuse(Optional.empty(), source, "the sign-on did not begin in this browser, or too long ago");
        }
        return switch (provider.finish(flow.get(), parameters, now)) {
            case SignedOn person -> signedOn(name, person, source);
            case IdentityProvider.Refused(String reason) -> refuse(Optional.empty(), source, reason);
            case IdentityProvider.Unavailable ignored -> Unavailable.UNAVAILABLE;
        };
    }

    private Finish signedOn(String name, SignedOn person, Source source) {
        Optional<FederatedId> id = id(name, person.subject());
        if (id.isEmpty()) {
            return refuse(Optional.empty(), source, "the subject is none that can be kept");
        }
        replica.awaitLinearizable(policy.timeout());
        return switch (users.find(id.get(), person, source)) {
            case Known(User user) -> opened(user, person, source);
            case Nobody(String reason) -> refuse(Optional.empty(), source, reason);
        };
    }

    private Finish opened(User user, SignedOn person, Source source) {
        if (!user.isActive()) {
            return refuse(Optional.of(user.id()), source, "the user is disabled");
        }
        roles.apply(user, person.roles(), source);
        Optional<User> now = users.user(user.id()).filter(User::isActive);
        if (now.isPresent() && signIn.vouched(now.get(), source) instanceof SignIn.SignedIn(TokenPair tokens)) {
            return new SignedIn(tokens);
        }
        return refuse(Optional.of(user.id()), source, "the user was changed meanwhile");
    }

    private Refused refuse(Optional<UserId> user, Source source, String reason) {
        observer.observe(Kind.SSO_FAILED, user.map(UserId::principal).orElse(null), null, source, "", reason);
        return Refused.REFUSED;
    }

    private SignOnCookie cookie(String provider) {
        return new SignOnCookie(tools.sealing(), tools.keys().now().cookies(), provider);
    }

    private static Optional<FederatedId> id(String provider, String subject) {
        try {
            return Optional.of(new FederatedId(provider, subject));
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }
}
