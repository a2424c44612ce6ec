/**
 * The journal's hash chain: commits, and the bytes their hashes cover. Not here: storage and export. Read first: {@link io.cfguardian.domain.chain.Commit}.
 */
@NullMarked
package io.cfguardian.domain.chain;

import org.jspecify.annotations.NullMarked;
