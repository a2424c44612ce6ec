/**
 * A project's members and service tokens. Not here: giving and taking roles, which needs no preparation; {@link
 * io.cfguardian.app.write.Writes} takes those commands as they are. Read first: {@link
 * io.cfguardian.app.identity.member.Members}.
 */
@NullMarked
package io.cfguardian.app.identity.member;

import org.jspecify.annotations.NullMarked;
