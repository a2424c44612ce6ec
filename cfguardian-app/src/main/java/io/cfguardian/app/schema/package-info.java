/**
 * Schemas: the port to the engines that compile them, and the use cases that store and check them. Read first: {@link io.cfguardian.app.schema.SchemaCompiler}.
 */
@NullMarked
package io.cfguardian.app.schema;

import org.jspecify.annotations.NullMarked;
