package io.cfguardian.app.identity.key;

import io.cfguardian.app.identity.key.SecretsUnavailable.Reason;
import io.cfguardian.app.identity.port.AccessTokenCodec;
import io.cfguardian.app.identity.port.MasterSecret;
import io.cfguardian.app.identity.port.Sealing;
import io.cfguardian.app.identity.port.Sealing.Opened;
import io.cfguardian.app.identity.port.Sealing.Unopenable;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.identity.DataKey;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.Sealed;
import io.cfguardian.domain.identity.SigningKey;
import io.cfguardian.domain.key.SigningKeyId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.state.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens what the state holds sealed, with the operator's master secret. What was opened last is kept in memory and opened
 * anew when the state has another. Used by many threads.
 */
public final class KeyRing {

    private static final String DATA_KEY_PURPOSE = "data-key";

    private final Sealing sealing;
    private final MasterSecret current;
    private final @Nullable MasterSecret previous;
    private volatile @Nullable OpenDataKey dataKey;
    private volatile @Nullable OpenSigningKey signingKey;

    /** @param previous the secret that {@code current} takes the place of, null for none */
    public KeyRing(Sealing sealing, MasterSecret current, @Nullable MasterSecret previous) {
        this.sealing = sealing;
        this.current = current;
        this.previous = previous;
    }

    /** The keys that follow from the data key. */
    public static final class Keys {

        private final Sealing sealing;
        private final Bytes dataKey;
        private final Bytes pepper;
        private final Bytes accounts;
        private final Bytes cookies;

        private Keys(Sealing sealing, Bytes dataKey) {
            this.sealing = sealing;
            this.dataKey = dataKey;
            this.pepper = sealing.derive(dataKey, "cfguardian/password-pepper/1", Sealing.KEY_BYTES);
            this.accounts = sealing.derive(dataKey, "cfguardian/login-account/1", Sealing.KEY_BYTES);
            this.cookies = sealing.derive(dataKey, "cfguardian/sign-on-cookie/1", Sealing.KEY_BYTES);
        }

        /** What passwords are hashed with. */
        public Bytes pepper() {
            return pepper;
        }

        /** What cookies are sealed with. */
        public Bytes cookies() {
            return cookies;
        }

        /** Under which attempts to sign in with {@code email} are counted, whatever its spelling and whoever has it. */
        public Hash account(String email) {
            String one =
                    EmailAddress.parse(email).map(EmailAddress::value).orElseGet(() -> email.toLowerCase(Locale.ROOT));
            return sealing.authenticate(accounts, Bytes.utf8("email:" + one));
        }

        /** Under which attempts of a user without an e-mail address are counted. */
        public Hash account(UserId user) {
            return sealing.authenticate(accounts, Bytes.utf8("user:" + user.value()));
        }

        /** Seals a secret of the state. */
        public Sealed seal(String purpose, Bytes plain) {
            return new Sealed(sealing.seal(dataKey, purpose, plain));
        }

        /**
         * Opens a secret of the state.
         *
         * @throws SecretsUnavailable when it was not sealed with this data key for this purpose
         */
        public Bytes open(String purpose, Sealed sealed) {
            return switch (sealing.open(dataKey, purpose, sealed.bytes())) {
                case Opened(Bytes plain) -> plain;
                case Unopenable.UNOPENABLE ->
                    throw new SecretsUnavailable(
                            Reason.DAMAGED, "a sealed secret of the state does not open: " + purpose);
            };
        }
    }

    private record OpenDataKey(DataKey from, Keys keys) {}

    private record OpenSigningKey(SigningKeyId id, AccessTokenCodec.SigningKey key) {}

    /** A data key that was just made, sealed for the state, with the keys that follow from it. */
    public record Fresh(String master, Sealed wrapped, Keys keys) {}

    /** A new data key out of {@code random}, 32 bytes. */
    public Fresh wrap(Bytes random) {
        Bytes wrapped = sealing.seal(sealing.wrappingKey(current), DATA_KEY_PURPOSE, random);
        return new Fresh(sealing.keyId(current), new Sealed(wrapped), new Keys(sealing, random));
    }

    /**
     * The keys of the state.
     *
     * @throws SecretsUnavailable when there are none yet, or they are sealed with another master secret
     */
    public Keys keys(State state) {
        DataKey stored = state.find(EntityKey.dataKey())
                .orElseThrow(
                        () -> new SecretsUnavailable(Reason.NOT_BEGUN, "the cluster has no first administrator yet"));
        OpenDataKey open = dataKey;
        if (open == null || !open.from().equals(stored)) {
            open = new OpenDataKey(stored, new Keys(sealing, unwrap(stored)));
            dataKey = open;
        }
        return open.keys();
    }

    /** The data key under the current master secret, when the state has it under the previous one. */
    public Optional<Sealed> rewrapped(DataKey stored) {
        return stored.master().equals(sealing.keyId(current))
                ? Optional.empty()
                : Optional.of(new Sealed(sealing.seal(sealing.wrappingKey(current), DATA_KEY_PURPOSE, unwrap(stored))));
    }

    /** The name of the current master secret. */
    public String master() {
        return sealing.keyId(current);
    }

    private Bytes unwrap(DataKey stored) {
        MasterSecret secret = stored.master().equals(sealing.keyId(current))
                ? current
                : previous != null && stored.master().equals(sealing.keyId(previous)) ? previous : null;
        if (secret == null) {
            throw new SecretsUnavailable(
                    Reason.ANOTHER_MASTER_SECRET,
                    "the state is sealed with another master secret than this node has: " + stored.master() + ", not "
                            + sealing.keyId(current));
        }
        return switch (sealing.open(
                sealing.wrappingKey(secret), DATA_KEY_PURPOSE, stored.wrapped().bytes())) {
            case Opened(Bytes plain) -> plain;
            case Unopenable.UNOPENABLE -> throw new SecretsUnavailable(Reason.DAMAGED, "the data key does not open");
        };
    }

    /**
     * The key that signs now.
     *
     * @throws SecretsUnavailable when there is none, or it does not open
     */
    public AccessTokenCodec.SigningKey signer(State state) {
        SigningKey stored = all(state).stream()
                .filter(SigningKey::isCurrent)
                .findFirst()
                .orElseThrow(() -> new SecretsUnavailable(Reason.NOT_BEGUN, "the cluster has no signing key yet"));
        OpenSigningKey open = signingKey;
        if (open == null || !open.id().equals(stored.id())) {
            Bytes plain = keys(state).open(purpose(stored.id()), stored.privateKey());
            open = new OpenSigningKey(
                    stored.id(), new AccessTokenCodec.SigningKey(stored.id().value(), plain));
            signingKey = open;
        }
        return open.key();
    }

    /** The keys that are trusted in {@code state} at {@code now}. */
    public static AccessTokenCodec.TrustedKeys trusted(State state, Instant now) {
        return keyId -> isId(keyId)
                ? state.find(EntityKey.of(new SigningKeyId(keyId)))
                        .filter(key -> isTrusted(key, now))
                        .map(SigningKey::publicKey)
                : Optional.empty();
    }

    /** All signing keys of the state. */
    public static List<SigningKey> all(State state) {
        return state.list(EntityRange.all(EntityKind.SIGNING_KEY), Math.toIntExact(Limit.SIGNING_KEYS.max()));
    }

    /** Whether tokens that the key signed still hold. */
    public static boolean isTrusted(SigningKey key, Instant now) {
        Instant end = key.retires();
        return end == null || now.isBefore(end);
    }

    /** For what a signing key is sealed. */
    public static String purpose(SigningKeyId id) {
        return "signing-key/" + id.value();
    }

    private static boolean isId(String text) {
        try {
            return !new SigningKeyId(text).value().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
