package io.cfguardian.architecture.bad.testkit;

/** What the others may not know. */
public final class Thing {}
