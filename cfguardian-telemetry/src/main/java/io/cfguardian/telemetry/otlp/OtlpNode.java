package io.cfguardian.telemetry.otlp;

/**
 * Who sends.
 *
 * @param id of the node
 * @param cluster its name
 * @param version of the program
 */
public record OtlpNode(String id, String cluster, String version) {}
