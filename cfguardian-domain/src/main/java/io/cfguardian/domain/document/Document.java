package io.cfguardian.domain.document;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import java.nio.ByteBuffer;

/**
 * A document as its author wrote it, with the JSON value it stands for. The value is kept beside a YAML text because a
 * later YAML library might read the same text differently, and the value must never change under its hash.
 *
 * @param mediaType the notation of {@code text}
 * @param text the author's bytes, comments and all; at most {@link #SIZE_BYTES_MAX}
 * @param json the same value as JSON text: {@code text} itself when that is JSON, else its canonical form
 * @param valueHash the SHA-256 of the value's canonical form
 */
public record Document(MediaType mediaType, Bytes text, Bytes json, Hash valueHash) {

    /** The longest text, 1 MiB. */
    public static final int SIZE_BYTES_MAX = 1 << 20;

    public Document {
        if (text.size() == 0 || text.size() > SIZE_BYTES_MAX) {
            throw new IllegalArgumentException("a document has 1 to " + SIZE_BYTES_MAX + " bytes, got " + text.size());
        }
    }

    /** The document whose {@code text} was read as {@code value}. */
    public static Document of(MediaType mediaType, Bytes text, JsonValue value) {
        Bytes canonical = CanonicalJson.bytes(value);
        return switch (mediaType) {
            case JSON -> new Document(mediaType, text, text, canonical.sha256());
            case YAML -> new Document(mediaType, text, canonical, canonical.sha256());
        };
    }

    /** Whether the value is an object or an array, which the first character of its JSON tells (RFC 8259, 2). */
    public boolean isStructure() {
        ByteBuffer bytes = json.asByteBuffer();
        while (bytes.hasRemaining()) {
            byte first = bytes.get();
            if (first != ' ' && first != '\t' && first != '\n' && first != '\r') {
                return first == '{' || first == '[';
            }
        }
        throw new IllegalStateException("a document of blanks");
    }

    /** This document by its digests. */
    public DocumentRef ref() {
        return new DocumentRef(mediaType, text.size(), text.sha256(), valueHash);
    }
}
