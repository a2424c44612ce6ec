package io.cfguardian.app.logging;

/** The least important thing that is logged. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
