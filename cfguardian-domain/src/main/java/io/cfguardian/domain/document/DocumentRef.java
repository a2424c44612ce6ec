package io.cfguardian.domain.document;

import io.cfguardian.domain.bytes.Hash;

/**
 * A document by its digests: what the hash chain covers. The text can be pruned one day and the chain still be checked.
 *
 * @param mediaType the notation of the text
 * @param sizeBytes the length of the text
 * @param textHash the SHA-256 of the author's bytes
 * @param valueHash the SHA-256 of the value's canonical form
 */
public record DocumentRef(MediaType mediaType, int sizeBytes, Hash textHash, Hash valueHash) {

    /** Whether both are the same text in the same notation. */
    public boolean sameText(DocumentRef other) {
        return mediaType == other.mediaType && textHash.equals(other.textHash);
    }
}
