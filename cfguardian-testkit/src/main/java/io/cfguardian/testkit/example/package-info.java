/**
 * Values of the domain for tests: short ways to make one, and one of every kind of the closed families. Not here: anything
 * random. Read first: {@link io.cfguardian.testkit.example.Examples}.
 */
@NullMarked
package io.cfguardian.testkit.example;

import org.jspecify.annotations.NullMarked;
