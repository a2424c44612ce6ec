/** Tests of the command that makes certificates. */
@NullMarked
package io.cfguardian.server.certs;

import org.jspecify.annotations.NullMarked;
