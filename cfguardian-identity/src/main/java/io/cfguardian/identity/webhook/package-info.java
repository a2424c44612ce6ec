/**
 * Hands security events to a receiver over HTTP: CloudEvents 1.0 in JSON, with a bearer token, or signed as Standard Webhooks
 * 1.0 says, or both. docs/security/webhook.md tells receivers what comes.
 *
 * <p>Every exchange is bounded in time, nothing of the answer's body is looked at, no redirect is followed.
 *
 * <p>Not here: which events are due, and when to try again. Read first: {@link
 * io.cfguardian.identity.webhook.WebhookReceiver}.
 */
@NullMarked
package io.cfguardian.identity.webhook;

import org.jspecify.annotations.NullMarked;
