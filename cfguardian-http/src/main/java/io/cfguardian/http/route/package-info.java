/**
 * The operations, one small class for each area of the contract, and the table of all of them. A class here reads a call,
 * runs one use case and shapes its result; it decides nothing. Read first: {@link io.cfguardian.http.route.RouteTable}.
 */
@NullMarked
package io.cfguardian.http.route;

import org.jspecify.annotations.NullMarked;
