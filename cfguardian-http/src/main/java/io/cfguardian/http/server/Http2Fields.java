package io.cfguardian.http.server;

import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;

/**
 * What RFC 9113 forbids in a request of HTTP/2 and Jetty lets pass. A proxy that translates such a request into HTTP/1.1 may
 * see two of them.
 */
final class Http2Fields {

    /** Fields of a connection, which HTTP/2 does not have (8.2.2). */
    private static final List<String> OF_A_CONNECTION =
            List.of("Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade");

    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private Http2Fields() {}

    /** Whether the fields say nothing of the connection, and of the length at most one thing. */
    static boolean areSound(HttpFields fields) {
        List<String> lengths = fields.getValuesList("Content-Length");
        return OF_A_CONNECTION.stream().noneMatch(fields::contains)
                && fields.getValuesList("TE").stream().allMatch("trailers"::equals)
                && lengths.size() <= 1
                && lengths.stream().allMatch(length -> LENGTH.matcher(length).matches());
    }
}
