package io.cfguardian.architecture.bad.server;

/** What the others may not know. */
public final class Thing {}
