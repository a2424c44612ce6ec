package io.cfguardian.http.guard;

import io.cfguardian.domain.bytes.Ascii;

/**
 * Where a request comes from, as far as the network tells.
 *
 * @param address the client's; that of a proxy only if the proxy is not listed as trusted
 * @param scheme how the client speaks
 * @param agent what the client calls itself: at most {@value #AGENT_CHARS_MAX} visible ASCII characters and blanks, "" for
 *     nothing
 */
public record Sender(ClientAddress address, Scheme scheme, String agent) {

    /** The longest agent that is kept. */
    public static final int AGENT_CHARS_MAX = 256;

    public Sender {
        agent = printable(agent);
    }

    /** This sender behind a proxy that told more. */
    public Sender seenAs(ClientAddress client, Scheme spoken) {
        return new Sender(client, spoken, agent);
    }

    private static String printable(String text) {
        if (text.length() <= AGENT_CHARS_MAX && Ascii.isPrintable(text)) {
            return text;
        }
        return text.codePoints()
                .filter(c -> c >= ' ' && c <= '~')
                .limit(AGENT_CHARS_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
