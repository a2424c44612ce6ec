/**
 * Errors as clients see them: one closed list of types, written as RFC 9457 JSON. Not here: which refusal of a use case
 * is which problem, see {@code io.cfguardian.http.answer}. Read first: {@link io.cfguardian.http.problem.ProblemType}.
 */
@NullMarked
package io.cfguardian.http.problem;

import org.jspecify.annotations.NullMarked;
