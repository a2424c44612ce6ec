package io.cfguardian.domain.command;

import io.cfguardian.domain.key.DocumentId;

/** A demand of the caller on a document that the command need not change. */
public record Precondition(DocumentId id, Expectation expectation) {}
