/**
 * Random secrets, and their spelling for people. Not here: the text forms of tokens, which are values of the ports. Read
 * first: {@link io.cfguardian.identity.secret.RandomSecrets}.
 */
@NullMarked
package io.cfguardian.identity.secret;

import org.jspecify.annotations.NullMarked;
