/**
 * Serving over TLS: the certificate and its key from files, watched and taken anew without a restart, and which protocols and
 * ciphers are spoken. Not here: the connectors, see {@code io.cfguardian.http.server}. Read first: {@link
 * io.cfguardian.http.tls.Transport}, then {@link io.cfguardian.http.tls.ReloadingTls}.
 */
@NullMarked
package io.cfguardian.http.tls;

import org.jspecify.annotations.NullMarked;
