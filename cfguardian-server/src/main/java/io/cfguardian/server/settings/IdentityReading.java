package io.cfguardian.server.settings;

import io.cfguardian.app.identity.port.MasterSecret;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/** Reads who signs in, and with what. */
final class IdentityReading {

    private static final int STAND_IN_BYTES = 48;

    private final Given given;

    IdentityReading(Given given) {
        this.given = given;
    }

    Settings.Identity identity() {
        Optional<MasterSecret> master = given.secret(IdentityKeys.SECRETS_MASTER, IdentityKeys.SECRETS_MASTER_FILE);
        if (master.isEmpty()
                && given.isAbsent(IdentityKeys.SECRETS_MASTER)
                && given.isAbsent(IdentityKeys.SECRETS_MASTER_FILE)) {
            given.complain(
                    IdentityKeys.SECRETS_MASTER,
                    "expected " + IdentityKeys.SECRETS_MASTER_FILE.name() + " ("
                            + IdentityKeys.SECRETS_MASTER_FILE.variable() + ") or "
                            + IdentityKeys.SECRETS_MASTER.name() + " (" + IdentityKeys.SECRETS_MASTER.variable()
                            + "), got neither; "
                            + "make one by: openssl rand -base64 32");
        }
        return new Settings.Identity(
                master.orElseGet(IdentityReading::standIn),
                given.secret(IdentityKeys.SECRETS_PREVIOUS_MASTER, IdentityKeys.SECRETS_PREVIOUS_MASTER_FILE)
                        .orElse(null),
                new Settings.Administrator(
                        given.value(IdentityKeys.ADMIN_EMAIL),
                        given.secret(IdentityKeys.ADMIN_PASSWORD, IdentityKeys.ADMIN_PASSWORD_FILE)
                                .orElse(null)),
                given.value(IdentityKeys.AUTH_ACCESS_TOKEN_LIFETIME).truncatedTo(ChronoUnit.SECONDS),
                given.value(IdentityKeys.AUTH_SESSION_LIFETIME),
                given.value(IdentityKeys.AUTH_PASSWORD_COST),
                given.value(IdentityKeys.AUTH_ADMINISTRATORS_NEED_MFA),
                given.value(IdentityKeys.AUTH_REGISTRATION),
                given.value(IdentityKeys.AUTH_KEY_ROTATION),
                given.value(IdentityKeys.AUTH_EVENTS_KEPT),
                new SignOnReading(given).signOn(),
                new WebhookReading(given).webhook());
    }

    /** Stands where the master secret is missing or wrong, so that reading goes on; such settings are refused. */
    private static MasterSecret standIn() {
        byte[] random = new byte[STAND_IN_BYTES];
        new SecureRandom().nextBytes(random);
        String text = Base64.getEncoder().encodeToString(random);
        return switch (MasterSecret.read(text)) {
            case MasterSecret.Accepted(MasterSecret secret) -> secret;
            case MasterSecret.Refused(String ignored) -> standIn();
        };
    }
}
