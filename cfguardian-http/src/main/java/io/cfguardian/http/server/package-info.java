/**
 * The edge: Jetty's connector and limits, the gate that every request passes, authentication, and how a route's answer or
 * failure becomes an HTTP response. Not here: what the operations do. Read first: {@link
 * io.cfguardian.http.server.HttpServer}, then {@link io.cfguardian.http.server.Gate}.
 */
@NullMarked
package io.cfguardian.http.server;

import org.jspecify.annotations.NullMarked;
