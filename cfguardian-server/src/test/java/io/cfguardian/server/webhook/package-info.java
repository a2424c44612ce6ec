/**
 * Security events as they arrive at a receiver outside, sent by the packaged program as a cluster of three processes. Read
 * first: {@code WebhookClusterIT}.
 */
@NullMarked
package io.cfguardian.server.webhook;

import org.jspecify.annotations.NullMarked;
