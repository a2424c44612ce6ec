/**
 * What a client sent, read strictly: query, headers, conditions, cursors, bodies. A thing that is not what it should be
 * is a problem at once, thrown as {@link io.cfguardian.http.problem.ProblemException}. Read first: {@link
 * io.cfguardian.http.request.Call}.
 */
@NullMarked
package io.cfguardian.http.request;

import org.jspecify.annotations.NullMarked;
