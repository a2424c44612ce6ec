/**
 * The ports that read, change, compare and write documents in their notations. Not here: libraries. Read first: {@link io.cfguardian.app.document.DocumentParser}.
 */
@NullMarked
package io.cfguardian.app.document;

import org.jspecify.annotations.NullMarked;
