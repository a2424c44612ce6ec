/** Tests of the command that restores. */
@NullMarked
package io.cfguardian.server.restore;

import org.jspecify.annotations.NullMarked;
