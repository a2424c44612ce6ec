package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Hash;
import java.util.ArrayList;
import java.util.List;

/** Time-based one-time passwords (RFC 6238) as a second proof. */
public sealed interface SecondFactor {

    /** None is asked for. */
    enum Absent implements SecondFactor {
        ABSENT
    }

    /** A secret was handed out, but no code of it was shown yet. */
    record Pending(Sealed secret) implements SecondFactor {}

    /**
     * Asked for at every sign-in.
     *
     * @param lastStep the time step of the last code that was accepted; this and earlier ones are void
     * @param recoveryCodes the digests of the codes that are left
     */
    record Active(Sealed secret, long lastStep, List<Hash> recoveryCodes) implements SecondFactor {

        /** How many recovery codes are made. */
        public static final int RECOVERY_CODES = 10;

        public Active {
            recoveryCodes = List.copyOf(recoveryCodes);
            if (recoveryCodes.size() > RECOVERY_CODES) {
                throw new IllegalArgumentException("at most " + RECOVERY_CODES + " recovery codes");
            }
        }

        Active accept(long step) {
            return new Active(secret, step, recoveryCodes);
        }

        Active without(Hash code) {
            List<Hash> left = new ArrayList<>(recoveryCodes);
            left.remove(code);
            return new Active(secret, lastStep, left);
        }

        /** This factor with {@code proof} used up. */
        public Active use(FactorProof proof) {
            return switch (proof) {
                case FactorProof.Step(long step) -> accept(step);
                case FactorProof.Recovery(Hash code) -> without(code);
                case FactorProof.None.NONE -> this;
            };
        }
    }
}
