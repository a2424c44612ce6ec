/**
 * Attacks on who people are, tried on the packaged program as a cluster of three processes, over HTTP and with nothing of the
 * product but its answers: codes, digests and forged tokens are made with what the JDK has. Each test shows the refusal, and
 * that nothing came of the attack on any node. Not here: what one process can show. Read first: {@code Visitors}.
 */
@NullMarked
package io.cfguardian.server.identity;

import org.jspecify.annotations.NullMarked;
