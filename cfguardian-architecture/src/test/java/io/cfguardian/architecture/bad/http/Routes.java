package io.cfguardian.architecture.bad.http;

/** Something of the HTTP interface. */
public final class Routes {}
