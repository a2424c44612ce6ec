/**
 * Seeded random keys, values, documents and commands. The same seed gives the same test, on every machine. Read first: {@link
 * io.cfguardian.testkit.generate.Seed}.
 */
@NullMarked
package io.cfguardian.testkit.generate;

import org.jspecify.annotations.NullMarked;
