package io.cfguardian.http.request;

import io.cfguardian.domain.document.Document;
import java.util.List;

/**
 * What body an operation takes.
 *
 * @param presence whether there may or must be one
 * @param mediaTypes the types it may have, without parameters
 * @param bytesMax how long it may be
 * @param limit the bound's name in problems
 */
public record BodyRule(Presence presence, List<String> mediaTypes, long bytesMax, String limit) {

    /** No body. */
    public static final BodyRule NONE = new BodyRule(Presence.NONE, List.of(), 0, "requestBytes");

    private static final long STRUCTURE_BYTES_MAX = 10L << 20;

    public BodyRule {
        mediaTypes = List.copyOf(mediaTypes);
    }

    /** Whether there may or must be a body. */
    public enum Presence {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /** A document of 1 MiB at most. */
    public static BodyRule document(Presence presence, String... mediaTypes) {
        return new BodyRule(presence, List.of(mediaTypes), Document.SIZE_BYTES_MAX, "documentBytes");
    }

    /** An object that describes what is wanted, bounded like any request. */
    public static BodyRule structure(String... mediaTypes) {
        return new BodyRule(Presence.REQUIRED, List.of(mediaTypes), STRUCTURE_BYTES_MAX, "requestBytes");
    }
}
