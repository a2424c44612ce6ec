/** In-memory state, contract tests, generators and a cluster harness; for tests only. */
@NullMarked
package io.cfguardian.testkit;

import org.jspecify.annotations.NullMarked;
