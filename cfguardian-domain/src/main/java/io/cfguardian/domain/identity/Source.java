package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Ascii;

/**
 * Where a request came from, for people who look at sessions and security events. Believed only as far as the proxies in front are.
 *
 * @param address the client's IP address in its usual text, "" when unknown; at most 64 characters
 * @param agent what the client calls itself, printable, at most 256 characters
 */
public record Source(String address, String agent) {

    /** The longest agent that is kept. */
    public static final int AGENT_CHARS_MAX = 256;

    private static final int ADDRESS_CHARS_MAX = 64;

    public Source {
        if (address.length() > ADDRESS_CHARS_MAX
                || agent.length() > AGENT_CHARS_MAX
                || !Ascii.isPrintable(address)
                || !Ascii.isPrintable(agent)) {
            throw new IllegalArgumentException(
                    "a source has an address of at most 64 and an agent of at most 256 printable"
                            + " ASCII characters");
        }
    }
}
