/**
 * What users do with their own accounts, and how they come to one. Not here: what administrators do with those of others. Read
 * first: {@link io.cfguardian.app.identity.account.OwnAccount}.
 */
@NullMarked
package io.cfguardian.app.identity.account;

import org.jspecify.annotations.NullMarked;
