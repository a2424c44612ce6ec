/**
 * Finding documents by what is in them: by words, and by JSONPath (RFC 9535). Whether a document matches is decided here, on what the
 * node itself has stored; an index only says which documents to look at. Not here: the index, see
 * {@link io.cfguardian.app.search.SearchIndex}. Read first: {@link io.cfguardian.app.search.Search}.
 */
@NullMarked
package io.cfguardian.app.search;

import org.jspecify.annotations.NullMarked;
