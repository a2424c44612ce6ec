/**
 * JSON on the wire: writing it, and reading request bodies strictly, with a pointer to whatever is wrong. Not here:
 * documents, which are read through the port {@code DocumentParser}. Read first: {@link io.cfguardian.http.json.Json}.
 */
@NullMarked
package io.cfguardian.http.json;

import org.jspecify.annotations.NullMarked;
