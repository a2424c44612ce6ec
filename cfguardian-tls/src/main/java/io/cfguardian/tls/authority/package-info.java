/**
 * A small certificate authority for the nodes of one cluster, for installations that have none. Not here: revocation, and where
 * the files are put. Read first: {@link io.cfguardian.tls.authority.ClusterAuthority}.
 */
@NullMarked
package io.cfguardian.tls.authority;

import org.jspecify.annotations.NullMarked;
