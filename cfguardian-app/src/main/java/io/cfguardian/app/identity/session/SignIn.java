package io.cfguardian.app.identity.session;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.key.ClusterKeys;
import io.cfguardian.app.identity.key.KeyRing;
import io.cfguardian.app.identity.port.AccessClaims;
import io.cfguardian.app.identity.port.AccessTokenCodec;
import io.cfguardian.app.identity.port.ChallengeClaims;
import io.cfguardian.app.identity.port.HashingOverloaded;
import io.cfguardian.app.identity.port.OneTimePasswords;
import io.cfguardian.app.identity.port.PasswordHashing;
import io.cfguardian.app.identity.port.RefreshTokenText;
import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.app.identity.port.Verification;
import io.cfguardian.app.identity.security.Observer;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.IdentityCommand.ChargeLogin;
import io.cfguardian.domain.command.IdentityCommand.OpenSession;
import io.cfguardian.domain.command.IdentityCommand.RefreshSession;
import io.cfguardian.domain.command.IdentityCommand.RehashPassword;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Rejection.LockedOut;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EmailClaim;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.Session.Method;
import io.cfguardian.domain.identity.Session.Reach;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Signing in, by password and second factor, and going on by refresh tokens. Whatever is wrong, the answer is one and the
 * same, and costs the same. Used by many threads; blocks the calling (virtual) thread.
 */
public final class SignIn {

    private static final int JTI_BYTES = 16;

    private final NodeWrites writes;
    private final Replica replica;
    private final KeyRing ring;
    private final ClusterKeys clusterKeys;
    private final AccessTokenCodec codec;
    private final PasswordHashing hashing;
    private final OneTimePasswords codes;
    private final Secrets secrets;
    private final Observer observer;
    private final Policy policy;

    /**
     * What the operator decides.
     *
     * @param factorRequired whether administrators must have a second factor
     * @param timeout the longest time that becoming up to date may take
     */
    public record Policy(Lifetimes lifetimes, boolean factorRequired, InstantSource clock, Duration timeout) {}

    /** The libraries it works with. */
    public record Tools(AccessTokenCodec codec, PasswordHashing hashing, OneTimePasswords codes, Secrets secrets) {}

    public SignIn(NodeWrites writes, Replica replica, KeyRing ring, Tools tools, Observer observer, Policy policy) {
        this.writes = writes;
        this.replica = replica;
        this.ring = ring;
        this.clusterKeys = new ClusterKeys(replica, ring, policy.timeout());
        this.codec = tools.codec();
        this.hashing = tools.hashing();
        this.codes = tools.codes();
        this.secrets = tools.secrets();
        this.observer = observer;
        this.policy = policy;
    }

    /** What came of it. */
    public sealed interface Result {}

    /** Signed in. */
    public record SignedIn(TokenPair tokens) implements Result {}

    /** The password is right; the second factor is asked for. */
    public record SecondFactorAsked(String challenge, Duration expiresIn) implements Result {
        @Override
        public String toString() {
            return "SecondFactorAsked[(hidden)]";
        }
    }

    /** No. The reason is nobody's business. */
    public enum Refused implements Result {
        REFUSED
    }

    /** Too many attempts. */
    public record Locked(Instant until) implements Result {}

    /** Signs in with a password. */
    public Result login(String email, String password, Source source) {
        KeyRing.Keys keys = clusterKeys.now();
        Hash account = keys.account(email);
        Optional<Locked> locked = charge(account, source);
        if (locked.isPresent()) {
            return locked.get();
        }
        // The charge has been applied here, so this is at least as new as the attempt.
        Optional<User> user = user(email);
        PasswordHash stored = user.map(User::password).orElse(null);
        boolean matches = hashing.matches(password, stored == null ? null : stored.value(), keys.pepper());
        if (!matches || user.isEmpty() || stored == null) {
            return refuse(Kind.LOGIN_FAILED, user.map(User::id), source);
        }
        if (hashing.needsRehash(stored.value())) {
            rehash(user.get(), password, keys, source);
        }
        if (user.get().factor() instanceof SecondFactor.Active) {
            return challenge(user.get());
        }
        return open(user.get(), account, FactorProof.None.NONE, Method.PASSWORD, source);
    }

    /** Keeps a password that was just found right as passwords are kept now. Two sign-ins at once do it twice, which is harmless. */
    private void rehash(User user, String password, KeyRing.Keys keys, Source source) {
        PasswordHash hash;
        try {
            hash = new PasswordHash(hashing.hash(password, keys.pepper()));
        } catch (HashingOverloaded busy) {
            // There will be a next time; this one shall not fail of it.
            return;
        }
        writes.run(user.id().principal(), source, new RehashPassword(user.id(), hash, user.credentials()));
    }

    /** Ends a sign-in with a code of the second factor, or with a recovery code. */
    public Result verify(String challenge, String code, Source source) {
        Instant now = policy.clock().instant();
        Optional<User> found;
        Optional<Revision> checked;
        try (View view = replica.view()) {
            Verification<ChallengeClaims> verification =
                    codec.verifyChallenge(challenge, KeyRing.trusted(view, now), now);
            if (!(verification
                    instanceof Verification.Valid<ChallengeClaims>(ChallengeClaims claims, String ignored))) {
                return refuse(Kind.MFA_FAILED, Optional.empty(), source);
            }
            checked = Challenge.credentials(claims);
            found = view.find(EntityKey.of(new UserId(claims.user()))).filter(User::isActive);
        }
        if (found.isEmpty() || checked.isEmpty()) {
            return refuse(Kind.MFA_FAILED, Optional.empty(), source);
        }
        KeyRing.Keys keys = clusterKeys.now();
        Hash account = account(found.get(), keys);
        Optional<Locked> locked = charge(account, source);
        if (locked.isPresent()) {
            return locked.get();
        }
        Optional<User> user =
                user(found.get().id()).filter(known -> known.credentials().equals(checked.get()));
        Optional<FactorProof> proof = user.flatMap(known -> proof(known, code, keys));
        if (proof.isEmpty()) {
            return refuse(Kind.MFA_FAILED, Optional.of(found.get().id()), source);
        }
        Method method =
                proof.get() instanceof FactorProof.Step ? Method.PASSWORD_AND_CODE : Method.PASSWORD_AND_RECOVERY_CODE;
        return open(user.get(), account, proof.get(), method, source);
    }

    /** Signs in somebody for whom a provider has vouched. */
    public Result vouched(User user, Source source) {
        return open(user, null, FactorProof.None.NONE, Method.PROVIDER, source);
    }

    /** Gives the next pair for a refresh token. An old token ends its session. */
    public Result refresh(String token, Source source) {
        Optional<RefreshTokenText> parsed = RefreshTokenText.parse(token);
        if (parsed.isEmpty() || !isKnown(parsed.get())) {
            return Refused.REFUSED;
        }
        RefreshTokenText text = parsed.get();
        UserId user = text.user();
        SessionId session = new SessionId(text.session().hex());
        Bytes next = secrets.random(RefreshTokenText.SECRET_BYTES);
        Outcome outcome = writes.run(
                user.principal(),
                source,
                new RefreshSession(
                        user,
                        session,
                        text.familySecret().sha256(),
                        text.currentSecret().sha256(),
                        next.sha256(),
                        policy.lifetimes().session()));
        if (!(outcome instanceof Committed committed)
                || committed.results().getFirst().effect() == Effect.DELETED) {
            return Refused.REFUSED;
        }
        return signedIn(user, session, new RefreshTokenText(user, text.session(), text.familySecret(), next));
    }

    /** What {@code code} proves about the second factor of {@code user}; also for changing it. */
    public Optional<FactorProof> proof(User user, String code) {
        return proof(user, code, clusterKeys.now());
    }

    private Optional<FactorProof> proof(User user, String code, KeyRing.Keys keys) {
        if (!(user.factor() instanceof SecondFactor.Active active)) {
            return Optional.empty();
        }
        OptionalLong step = codes.matchingStep(
                keys.open(factorPurpose(user.id()), active.secret()),
                code,
                policy.clock().instant());
        if (step.isPresent()) {
            return Optional.of(new FactorProof.Step(step.getAsLong()));
        }
        return codes.recoveryDigest(code)
                .filter(active.recoveryCodes()::contains)
                .map(FactorProof.Recovery::new);
    }

    /**
     * Counts an attempt of a signed-in user to prove something, like one to sign in. A session in wrong hands is no way to guess
     * the password.
     *
     * @return whether it may be looked at
     */
    public boolean isLetIn(User user, KeyRing.Keys keys) {
        return charge(account(user, keys), null).isEmpty();
    }

    /** For what a second factor's secret is sealed. */
    public static String factorPurpose(UserId user) {
        return "totp/" + user.value();
    }

    /** Under which a user's attempts to sign in are counted. */
    public static Hash account(User user, KeyRing.Keys keys) {
        EmailAddress email = user.email();
        return email == null ? keys.account(user.id()) : keys.account(email.value());
    }

    private Optional<Locked> charge(Hash account, @Nullable Source source) {
        return writes.run(NodeWrites.NOBODY, source, new ChargeLogin(account))
                        instanceof Rejected(Revision ignored, LockedOut(Instant until))
                ? Optional.of(new Locked(until))
                : Optional.empty();
    }

    private Result refuse(Kind kind, Optional<UserId> user, Source source) {
        observer.observe(kind, user.map(UserId::principal).orElse(null), null, source, "", "");
        return Refused.REFUSED;
    }

    private Result challenge(User user) {
        Instant now = policy.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Duration lifetime = policy.lifetimes().challenge();
        try (View view = replica.view()) {
            ChallengeClaims claims = new ChallengeClaims(
                    user.id().value(),
                    Challenge.id(user.credentials(), secrets.random(JTI_BYTES)),
                    now,
                    now.plus(lifetime));
            return new SecondFactorAsked(codec.sign(claims, ring.signer(view)), lifetime);
        }
    }

    private Result open(User user, @Nullable Hash account, FactorProof proof, Method method, Source source) {
        Bytes id = secrets.random(RefreshTokenText.SESSION_BYTES);
        Bytes family = secrets.random(RefreshTokenText.SECRET_BYTES);
        Bytes secret = secrets.random(RefreshTokenText.SECRET_BYTES);
        SessionId session = new SessionId(id.hex());
        boolean lacksFactor =
                policy.factorRequired() && user.administrator() && !(user.factor() instanceof SecondFactor.Active);
        Outcome outcome = writes.run(
                user.id().principal(),
                source,
                new OpenSession(
                        user.id(),
                        session,
                        account,
                        user.credentials(),
                        proof,
                        method,
                        lacksFactor && method != Method.PROVIDER ? Reach.OWN_ACCOUNT : Reach.FULL,
                        family.sha256(),
                        secret.sha256(),
                        policy.lifetimes().session()));
        if (!(outcome instanceof Committed)) {
            Kind kind = proof == FactorProof.None.NONE ? Kind.LOGIN_FAILED : Kind.MFA_FAILED;
            return refuse(kind, Optional.of(user.id()), source);
        }
        return signedIn(user.id(), session, new RefreshTokenText(user.id(), id, family, secret));
    }

    private Result signedIn(UserId user, SessionId session, RefreshTokenText refresh) {
        Instant now = policy.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Duration lifetime = policy.lifetimes().accessToken();
        AccessClaims claims = new AccessClaims(
                user.value(), session.value(), secrets.random(JTI_BYTES).hex(), now, now.plus(lifetime));
        try (View view = replica.view()) {
            boolean restricted = view.find(EntityKey.of(user, session))
                    .filter(open -> open.reach() == Reach.OWN_ACCOUNT)
                    .isPresent();
            return new SignedIn(
                    new TokenPair(codec.sign(claims, ring.signer(view)), refresh.text(), lifetime, restricted));
        }
    }

    /** Whether this node, or else the cluster, knows the session and its family; what is made up reaches no log. */
    private boolean isKnown(RefreshTokenText text) {
        if (isKnownHere(text)) {
            return true;
        }
        replica.awaitLinearizable(policy.timeout());
        return isKnownHere(text);
    }

    private boolean isKnownHere(RefreshTokenText text) {
        try (View view = replica.view()) {
            Optional<Session> session = view.find(
                    EntityKey.of(text.user(), new SessionId(text.session().hex())));
            return session.isPresent() && text.familyIs(session.get().family());
        }
    }

    private Optional<User> user(String email) {
        try (View view = replica.view()) {
            return EmailAddress.parse(email)
                    .flatMap(address -> view.find(EntityKey.of(address)))
                    .map(EmailClaim::user)
                    .flatMap(id -> view.find(EntityKey.of(id)))
                    .filter(User::isActive);
        }
    }

    private Optional<User> user(UserId id) {
        try (View view = replica.view()) {
            return view.find(EntityKey.of(id)).filter(User::isActive);
        }
    }
}
