/**
 * The port to the engines that compile schemas and validate with them. Not here: stored schemas, see {@link
 * io.cfguardian.app.registry}. Read first: {@link io.cfguardian.app.schema.SchemaCompiler}.
 */
@NullMarked
package io.cfguardian.app.schema;

import org.jspecify.annotations.NullMarked;
