package io.cfguardian.server.settings;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** The grammar of a host: an IP literal or a DNS name. Nothing is resolved. */
final class Hosts {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");

    private Hosts() {}

    static String checked(String host) {
        if (!NAME.matcher(host).matches()) {
            InetAddress.ofLiteral(host);
        }
        return host;
    }
}
