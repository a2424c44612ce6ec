/** JSON and YAML parsing and the JSON Schema engines. */
@NullMarked
package io.cfguardian.document;

import org.jspecify.annotations.NullMarked;
