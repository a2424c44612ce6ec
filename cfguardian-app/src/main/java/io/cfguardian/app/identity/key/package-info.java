/**
 * The keys of the state: how they begin, follow from the master secret, sign and are replaced. Not here: the algorithms. Read first: {@link io.cfguardian.app.identity.key.KeyRing}.
 */
@NullMarked
package io.cfguardian.app.identity.key;

import org.jspecify.annotations.NullMarked;
