/**
 * Hashing of passwords and what a new one must be. Not here: how often somebody may try, which is replicated state. Read
 * first: {@link io.cfguardian.identity.password.BcryptPasswordHashing}.
 */
@NullMarked
package io.cfguardian.identity.password;

import org.jspecify.annotations.NullMarked;
