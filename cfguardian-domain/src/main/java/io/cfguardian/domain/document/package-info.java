/**
 * The author's text, the JSON value it stands for, and the value's canonical form. Not here: parsers. Read first: {@link io.cfguardian.domain.document.Document}.
 */
@NullMarked
package io.cfguardian.domain.document;

import org.jspecify.annotations.NullMarked;
