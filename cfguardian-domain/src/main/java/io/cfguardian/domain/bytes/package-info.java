/**
 * Immutable bytes and their SHA-256. Not here: any encoding of the domain's own types. Read first: {@link io.cfguardian.domain.bytes.Bytes}.
 */
@NullMarked
package io.cfguardian.domain.bytes;

import org.jspecify.annotations.NullMarked;
