/** Tests of the command that proves files. */
@NullMarked
package io.cfguardian.server.proof;

import org.jspecify.annotations.NullMarked;
