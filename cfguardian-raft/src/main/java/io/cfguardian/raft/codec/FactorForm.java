package io.cfguardian.raft.codec;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.Sealed;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.raft.codec.proto.IdentityMessages;

/** The forms of second factors and of what is shown of them. */
final class FactorForm {

    private FactorForm() {}

    static IdentityMessages.SecondFactor write(SecondFactor factor) {
        IdentityMessages.SecondFactor.Builder message = IdentityMessages.SecondFactor.newBuilder();
        return switch (factor) {
            case SecondFactor.Absent.ABSENT ->
                message.setAbsent(IdentityMessages.SecondFactor.Absent.getDefaultInstance())
                        .build();
            case SecondFactor.Pending(Sealed secret) ->
                message.setPending(IdentityMessages.SecondFactor.Pending.newBuilder()
                                .setSecret(StandingForm.write(secret)))
                        .build();
            case SecondFactor.Active active ->
                message.setActive(IdentityMessages.SecondFactor.Active.newBuilder()
                                .setSecret(StandingForm.write(active.secret()))
                                .setLastStep(active.lastStep())
                                .addAllRecoveryCodes(active.recoveryCodes().stream()
                                        .map(ValueForm::write)
                                        .toList()))
                        .build();
        };
    }

    static SecondFactor read(IdentityMessages.SecondFactor message) {
        return switch (message.getKindCase()) {
            case ABSENT -> SecondFactor.Absent.ABSENT;
            case PENDING ->
                new SecondFactor.Pending(
                        StandingForm.sealed(message.getPending().getSecret()));
            case ACTIVE -> {
                IdentityMessages.SecondFactor.Active active = message.getActive();
                yield new SecondFactor.Active(
                        StandingForm.sealed(active.getSecret()),
                        active.getLastStep(),
                        active.getRecoveryCodesList().stream()
                                .map(ValueForm::hash)
                                .toList());
            }
            case KIND_NOT_SET -> throw ValueForm.missing("second factor");
        };
    }

    static IdentityMessages.FactorProof write(FactorProof proof) {
        IdentityMessages.FactorProof.Builder message = IdentityMessages.FactorProof.newBuilder();
        return switch (proof) {
            case FactorProof.None.NONE ->
                message.setNone(IdentityMessages.FactorProof.None.getDefaultInstance())
                        .build();
            case FactorProof.Step(long step) -> message.setStep(step).build();
            case FactorProof.Recovery(Hash code) ->
                message.setRecovery(ValueForm.write(code)).build();
        };
    }

    static FactorProof read(IdentityMessages.FactorProof message) {
        return switch (message.getKindCase()) {
            case NONE -> FactorProof.None.NONE;
            case STEP -> new FactorProof.Step(message.getStep());
            case RECOVERY -> new FactorProof.Recovery(ValueForm.hash(message.getRecovery()));
            case KIND_NOT_SET -> throw ValueForm.missing("proof");
        };
    }
}
