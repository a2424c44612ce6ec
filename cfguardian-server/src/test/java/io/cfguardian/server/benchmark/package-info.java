/**
 * What the steps of a write cost by themselves, measured by JMH: {@code bench/jmh} runs them, docs/benchmarks/jmh.md has what it
 * printed. Read first: {@link io.cfguardian.server.benchmark.Load}.
 */
@NullMarked
package io.cfguardian.server.benchmark;

import org.jspecify.annotations.NullMarked;
