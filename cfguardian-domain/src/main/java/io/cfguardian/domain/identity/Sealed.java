package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Bytes;

/** A secret under encryption. The state never holds it otherwise, and deciding cannot open it. */
public record Sealed(Bytes bytes) {

    private static final int BYTES_MAX = 4_096;

    public Sealed {
        if (bytes.size() == 0 || bytes.size() > BYTES_MAX) {
            throw new IllegalArgumentException("a sealed secret has 1 to " + BYTES_MAX + " bytes, got " + bytes.size());
        }
    }

    @Override
    public String toString() {
        return "Sealed[" + bytes.size() + " bytes]";
    }
}
