/** What the use cases that keep house do to a state in memory. */
@NullMarked
package io.cfguardian.testkit.upkeep;

import org.jspecify.annotations.NullMarked;
