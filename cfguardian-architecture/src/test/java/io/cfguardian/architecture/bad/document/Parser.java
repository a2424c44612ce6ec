package io.cfguardian.architecture.bad.document;

/** Something of the documents. */
public final class Parser {}
