/**
 * Changes and compares values: JSON Patch (RFC 6902), JSON Merge Patch (RFC 7396), and unified diffs of texts. Every
 * operation is bounded, because a patch of a few lines can otherwise make a value of any size. Read first: {@link
 * io.cfguardian.document.patch.BoundedPatching}.
 */
@NullMarked
package io.cfguardian.document.patch;

import org.jspecify.annotations.NullMarked;
