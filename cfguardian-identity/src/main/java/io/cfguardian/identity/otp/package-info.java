/**
 * One-time passwords and recovery codes. Not here: which step was accepted last and which codes are spent, which is
 * replicated state. Read first: {@link io.cfguardian.identity.otp.TimeBasedPasswords}.
 */
@NullMarked
package io.cfguardian.identity.otp;

import org.jspecify.annotations.NullMarked;
