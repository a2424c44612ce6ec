/**
 * The command that makes the certificates of a small installation. Not here: what is in a certificate. Read first: {@link
 * io.cfguardian.server.certs.CertsCommand}.
 */
@NullMarked
package io.cfguardian.server.certs;

import org.jspecify.annotations.NullMarked;
