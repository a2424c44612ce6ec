package io.cfguardian.server.settings;

import java.util.regex.Pattern;

/**
 * A node of the cluster as every node's settings name it.
 *
 * @param id its name, 1 to 63 characters of a-z, 0-9 and inner hyphens
 * @param raft where the other nodes reach it, by name or IPv4 literal; the same text on every node, for ever
 * @param http where clients reach it
 */
public record Member(String id, Address raft, Address http) {

    static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public Member {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id " + id);
        }
        if (raft.host().indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 literal, which replication cannot name: " + raft);
        }
    }

    /**
     * Reads {@code id=raftHost:port/httpHost:port}.
     *
     * @throws IllegalArgumentException when {@code text} is something else
     */
    public static Member parse(String text) {
        int equals = text.indexOf('=');
        int slash = text.indexOf('/', equals + 1);
        if (equals < 1 || slash < 0) {
            throw new IllegalArgumentException("not id=raft/http: " + text);
        }
        return new Member(
                text.substring(0, equals),
                Address.parse(text.substring(equals + 1, slash)),
                Address.parse(text.substring(slash + 1)));
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return id + "=" + raft + "/" + http;
    }
}
