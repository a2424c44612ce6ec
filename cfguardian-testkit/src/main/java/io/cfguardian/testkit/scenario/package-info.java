/**
 * Tests that read as text: commands and the answers to them, one line each. Read first: {@link
 * io.cfguardian.testkit.scenario.AnswerText}.
 */
@NullMarked
package io.cfguardian.testkit.scenario;

import org.jspecify.annotations.NullMarked;
