/** What deciding does about users, sessions, members, tokens and keys. Read first: {@link io.cfguardian.testkit.decide.identity.IdentityDesk}. */
@NullMarked
package io.cfguardian.testkit.decide.identity;

import org.jspecify.annotations.NullMarked;
