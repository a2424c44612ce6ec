package io.cfguardian.architecture.bad.app;

/** A name that says nothing. */
public final class SettingsHelper {}
