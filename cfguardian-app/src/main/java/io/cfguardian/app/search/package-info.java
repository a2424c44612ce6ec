/**
 * Finding documents by what is in them: by words, and by JSONPath queries (RFC 9535) that a document must have a match for.
 * Not here: how documents are stored and listed, and what an index makes of a query. Read first:
 * {@link io.cfguardian.app.search.Words}, {@link io.cfguardian.app.search.JsonPath}.
 */
@NullMarked
package io.cfguardian.app.search;

import org.jspecify.annotations.NullMarked;
