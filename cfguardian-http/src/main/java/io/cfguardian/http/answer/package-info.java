/**
 * What operations answer: envelopes, pages, entity tags, and which refusal is which problem. Not here: how an answer is
 * sent. Read first: {@link io.cfguardian.http.answer.Answer}.
 */
@NullMarked
package io.cfguardian.http.answer;

import org.jspecify.annotations.NullMarked;
