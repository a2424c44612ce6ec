/**
 * What the leader looks after without being asked. Not here: what it does then. Read first: {@link
 * io.cfguardian.app.identity.upkeep.Upkeep}.
 */
@NullMarked
package io.cfguardian.app.identity.upkeep;

import org.jspecify.annotations.NullMarked;
