package io.cfguardian.http.answer;

import java.nio.ByteBuffer;
import org.eclipse.jetty.util.Callback;

/**
 * Where the body of an answer goes that is sent on after its operation has returned. Used by one thread at a time, but for {@link
 * #cut}, which any may call.
 */
public interface Outlet {

    /**
     * Sends bytes, without waiting for the client. Never before the write before it is done.
     *
     * @param done told when the connection has taken them, perhaps before this returns; or that it failed, also because the
     *     client took nothing for as long as a connection may be idle
     */
    void write(ByteBuffer bytes, Callback done);

    /** Ends the body well. Not while a write is under way. */
    void end();

    /** Breaks the connection off, so that the client sees that the body is not whole; a write that is under way fails. */
    void cut();

    /** Has {@code listener} run when the request is over, for whatever reason; on any thread. Called once. */
    void whenOver(Runnable listener);
}
