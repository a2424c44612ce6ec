package io.cfguardian.server.settings;

import io.cfguardian.identity.webhook.SigningSecret;
import io.cfguardian.identity.webhook.WebhookSettings;
import io.cfguardian.identity.webhook.WebhookSettings.Format;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What can be set about the receiver of security events; parts of {@link Keys#ALL}. */
final class WebhookKeys {

    static final Key<Secret> URL = new Key<>(
            "security.webhook.url",
            Kind.secretUrl("an https or http URL without user and fragment", WebhookSettings::checked),
            null,
            "Where security events are posted to, the same on every node. Shown nowhere, as some have a secret in them. Give"
                    + " this or security.webhook.url-file; without it nothing is posted.");
    static final Key<Path> URL_FILE =
            new Key<>("security.webhook.url-file", Kind.path(), null, "A file that holds the URL and nothing else.");
    static final Key<Format> FORMAT = new Key<>(
            "security.webhook.format",
            Kind.choice(Format.class),
            "single",
            "Whether a message holds one event (application/cloudevents+json) or up to a hundred"
                    + " (application/cloudevents-batch+json), which not every receiver takes.");
    static final Key<Secret> BEARER = new Key<>(
            "security.webhook.bearer",
            new Kind<>(
                    "secret",
                    "8 to 4096 of A-Z, a-z, 0-9 and ._~+/=-",
                    text -> Secret.of(WebhookSettings.checkedBearer(text))),
            null,
            "A token that messages carry in Authorization: Bearer.");
    static final Key<Path> BEARER_FILE = new Key<>(
            "security.webhook.bearer-file", Kind.path(), null, "A file that holds the token and nothing else.");
    static final Key<SigningSecret> SIGNING_SECRET = new Key<>(
            "security.webhook.signing-secret",
            new Kind<>(
                    "secret",
                    "whsec_ and the base64 of 24 to 64 random bytes, as by: echo whsec_$(openssl rand -base64 32)",
                    SigningSecret::parse),
            null,
            "What messages are signed with in webhook-signature (Standard Webhooks 1.0). Known to the receiver too.");
    static final Key<Path> SIGNING_SECRET_FILE = new Key<>(
            "security.webhook.signing-secret-file",
            Kind.path(),
            null,
            "A file that holds the signing secret and nothing else.");
    static final Key<Path> CA_FILE = new Key<>(
            "security.webhook.ca-file",
            Kind.path(),
            null,
            "Certificates in PEM of the authorities that the receiver's certificate may come from. Without it those that"
                    + " Java trusts.");
    static final Key<Duration> TIMEOUT = new Key<>(
            "security.webhook.timeout",
            Kind.duration("100ms", "60s"),
            "15s",
            "How long a message and its answer may take together.");
    static final Key<Boolean> ALLOW_HTTP = new Key<>(
            "security.webhook.allow-http",
            Kind.flag(),
            "false",
            "Whether the URL may be plain http and lead to another machine: everybody between can then read the events and"
                    + " the token.");

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(
            URL,
            URL_FILE,
            FORMAT,
            BEARER,
            BEARER_FILE,
            SIGNING_SECRET,
            SIGNING_SECRET_FILE,
            CA_FILE,
            TIMEOUT,
            ALLOW_HTTP);

    private WebhookKeys() {}
}
