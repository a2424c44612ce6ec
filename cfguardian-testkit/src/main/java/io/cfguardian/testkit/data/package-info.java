/**
 * Real schemas and documents with known verdicts, and the official conformance suites of JSON Schema and JSONPath, as
 * archives on the class path, so that a test needs nothing beside the checkout. Not here: what is tested with them. Read first:
 * {@link io.cfguardian.testkit.data.RealConfigs}.
 */
@NullMarked
package io.cfguardian.testkit.data;

import org.jspecify.annotations.NullMarked;
