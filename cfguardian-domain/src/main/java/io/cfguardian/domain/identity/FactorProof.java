package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Hash;

/** What was shown of a second factor. The node has checked the code; deciding checks that it was not used before. */
public sealed interface FactorProof {

    /** Nothing. */
    enum None implements FactorProof {
        NONE
    }

    /** A code of this time step. */
    record Step(long step) implements FactorProof {}

    /** A recovery code with this digest. */
    record Recovery(Hash code) implements FactorProof {}
}
