/**
 * Who acts: users, sessions, service tokens, members and their roles, and what is kept to recognise them. Not here: hashing,
 * signing and sealing, which libraries do before the log. Read first: {@link io.cfguardian.domain.identity.Actor}, then
 * {@link io.cfguardian.domain.identity.Entity}.
 */
@NullMarked
package io.cfguardian.domain.identity;

import org.jspecify.annotations.NullMarked;
