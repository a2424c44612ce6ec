package io.cfguardian.http.server;

/** Takes a line for each request that ended, from many threads. */
@FunctionalInterface
public interface RequestLog {

    /** The name of the logger that says whether there are such lines. */
    String LOGGER = "io.cfguardian.http.access";

    /** Nobody hears of them. */
    RequestLog NONE = line -> {};

    /** Each is an event at info with values, like any other. */
    RequestLog EVENTS = new RequestEvents();

    /** Writes it, unless the logger is above info. */
    void write(RequestLine line);
}
