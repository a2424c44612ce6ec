/**
 * Compiles JSON Schemas and validates with them. A schema passes four gates before an engine sees it: a known dialect,
 * its meta-schema, a graph in which every reference ends inside the schema and nothing applies itself without end, and
 * patterns that an engine takes. Then drafts 4, 6 and 7 go to everit, 2019-09 and 2020-12 to networknt, each behind
 * {@code Engine}. Not here: where schemas come from. Read first:
 * {@link io.cfguardian.document.schema.DialectSchemaCompiler}.
 */
@NullMarked
package io.cfguardian.document.schema;

import org.jspecify.annotations.NullMarked;
