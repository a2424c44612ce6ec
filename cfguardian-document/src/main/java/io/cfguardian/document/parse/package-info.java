/**
 * Reads the text of a document, JSON or YAML, into a value, strictly and within bounds. Readers push events into one
 * {@code ValueBuilder}, which knows depth, duplicates and the pointer of the place; nothing here recurses over input.
 * Not here: what a value means, and the bound on a text's size, which callers hold before they read it. Read first:
 * {@link io.cfguardian.document.parse.StrictDocumentParser}.
 */
@NullMarked
package io.cfguardian.document.parse;

import org.jspecify.annotations.NullMarked;
