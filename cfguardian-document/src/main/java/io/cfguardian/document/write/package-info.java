/**
 * Writes values as JSON, YAML and Java properties. Not here: the author's own text, which is served as it is. Read
 * first: {@link io.cfguardian.document.write.NotationWriter}.
 */
@NullMarked
package io.cfguardian.document.write;

import org.jspecify.annotations.NullMarked;
