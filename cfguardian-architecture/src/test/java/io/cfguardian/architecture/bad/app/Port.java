package io.cfguardian.architecture.bad.app;

/** Something of the use cases. */
public final class Port {}
