package io.cfguardian.raft.codec;

import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.command.IdentityCommand.ActivateFactor;
import io.cfguardian.domain.command.IdentityCommand.AdvanceDelivery;
import io.cfguardian.domain.command.IdentityCommand.Bootstrap;
import io.cfguardian.domain.command.IdentityCommand.ChargeLogin;
import io.cfguardian.domain.command.IdentityCommand.CloseSessions;
import io.cfguardian.domain.command.IdentityCommand.CreateUser;
import io.cfguardian.domain.command.IdentityCommand.DeleteUser;
import io.cfguardian.domain.command.IdentityCommand.DisableFactor;
import io.cfguardian.domain.command.IdentityCommand.EnrolFactor;
import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.IdentityCommand.LinkIdentity;
import io.cfguardian.domain.command.IdentityCommand.Observe;
import io.cfguardian.domain.command.IdentityCommand.OpenSession;
import io.cfguardian.domain.command.IdentityCommand.Purge;
import io.cfguardian.domain.command.IdentityCommand.PutMember;
import io.cfguardian.domain.command.IdentityCommand.RefreshSession;
import io.cfguardian.domain.command.IdentityCommand.RegisterUser;
import io.cfguardian.domain.command.IdentityCommand.RehashPassword;
import io.cfguardian.domain.command.IdentityCommand.RemoveMember;
import io.cfguardian.domain.command.IdentityCommand.RevokeToken;
import io.cfguardian.domain.command.IdentityCommand.RewrapDataKey;
import io.cfguardian.domain.command.IdentityCommand.RotateSigningKey;
import io.cfguardian.domain.command.IdentityCommand.RotateToken;
import io.cfguardian.domain.command.IdentityCommand.SetPassword;
import io.cfguardian.domain.command.IdentityCommand.Unlock;
import io.cfguardian.domain.command.IdentityCommand.UpdateUser;
import io.cfguardian.raft.codec.proto.IdentityCommandMessages;

/** The forms of commands about identity, each in the form of its part. */
final class IdentityCommandForm {

    private IdentityCommandForm() {}

    static IdentityCommandMessages.IdentityCommand write(IdentityCommand command) {
        IdentityCommandMessages.IdentityCommand.Builder message = IdentityCommandMessages.IdentityCommand.newBuilder();
        switch (command) {
            case Bootstrap c -> message.setBootstrap(KeyCommandForm.write(c));
            case CreateUser c -> message.setCreateUser(UserCommandForm.write(c));
            case UpdateUser c -> message.setUpdateUser(UserCommandForm.write(c));
            case DeleteUser c -> message.setDeleteUser(UserCommandForm.write(c));
            case SetPassword c -> message.setSetPassword(UserCommandForm.write(c));
            case LinkIdentity c -> message.setLinkIdentity(UserCommandForm.write(c));
            case ChargeLogin c -> message.setChargeLogin(SessionCommandForm.write(c));
            case Unlock c -> message.setUnlock(SessionCommandForm.write(c));
            case OpenSession c -> message.setOpenSession(SessionCommandForm.write(c));
            case RefreshSession c -> message.setRefreshSession(SessionCommandForm.write(c));
            case CloseSessions c -> message.setCloseSessions(SessionCommandForm.write(c));
            case EnrolFactor c -> message.setEnrolFactor(UserCommandForm.write(c));
            case ActivateFactor c -> message.setActivateFactor(UserCommandForm.write(c));
            case DisableFactor c -> message.setDisableFactor(UserCommandForm.write(c));
            case PutMember c -> message.setPutMember(MemberCommandForm.write(c));
            case RemoveMember c -> message.setRemoveMember(MemberCommandForm.write(c));
            case IssueToken c -> message.setIssueToken(MemberCommandForm.write(c));
            case RotateToken c -> message.setRotateToken(MemberCommandForm.write(c));
            case RevokeToken c -> message.setRevokeToken(MemberCommandForm.write(c));
            case RotateSigningKey c -> message.setRotateSigningKey(KeyCommandForm.write(c));
            case RewrapDataKey c -> message.setRewrapDataKey(KeyCommandForm.write(c));
            case Observe c -> message.setObserve(HousekeepingCommandForm.write(c));
            case Purge c -> message.setPurge(HousekeepingCommandForm.write(c));
            case RegisterUser c -> message.setRegisterUser(UserCommandForm.write(c));
            case RehashPassword c -> message.setRehashPassword(UserCommandForm.write(c));
            case AdvanceDelivery(long from, long next) ->
                message.getAdvanceDeliveryBuilder().setFrom(from).setNext(next);
        }
        return message.build();
    }

    static IdentityCommand read(IdentityCommandMessages.IdentityCommand message) {
        return switch (message.getKindCase()) {
            case BOOTSTRAP -> KeyCommandForm.read(message.getBootstrap());
            case CREATE_USER -> UserCommandForm.read(message.getCreateUser());
            case UPDATE_USER -> UserCommandForm.read(message.getUpdateUser());
            case DELETE_USER -> UserCommandForm.read(message.getDeleteUser());
            case SET_PASSWORD -> UserCommandForm.read(message.getSetPassword());
            case LINK_IDENTITY -> UserCommandForm.read(message.getLinkIdentity());
            case CHARGE_LOGIN -> SessionCommandForm.read(message.getChargeLogin());
            case UNLOCK -> SessionCommandForm.read(message.getUnlock());
            case OPEN_SESSION -> SessionCommandForm.read(message.getOpenSession());
            case REFRESH_SESSION -> SessionCommandForm.read(message.getRefreshSession());
            case CLOSE_SESSIONS -> SessionCommandForm.read(message.getCloseSessions());
            case ENROL_FACTOR -> UserCommandForm.read(message.getEnrolFactor());
            case ACTIVATE_FACTOR -> UserCommandForm.read(message.getActivateFactor());
            case DISABLE_FACTOR -> UserCommandForm.read(message.getDisableFactor());
            case PUT_MEMBER -> MemberCommandForm.read(message.getPutMember());
            case REMOVE_MEMBER -> MemberCommandForm.read(message.getRemoveMember());
            case ISSUE_TOKEN -> MemberCommandForm.read(message.getIssueToken());
            case ROTATE_TOKEN -> MemberCommandForm.read(message.getRotateToken());
            case REVOKE_TOKEN -> MemberCommandForm.read(message.getRevokeToken());
            case ROTATE_SIGNING_KEY -> KeyCommandForm.read(message.getRotateSigningKey());
            case REWRAP_DATA_KEY -> KeyCommandForm.read(message.getRewrapDataKey());
            case OBSERVE -> HousekeepingCommandForm.read(message.getObserve());
            case PURGE -> HousekeepingCommandForm.read(message.getPurge());
            case REGISTER_USER -> UserCommandForm.read(message.getRegisterUser());
            case REHASH_PASSWORD -> UserCommandForm.read(message.getRehashPassword());
            case ADVANCE_DELIVERY ->
                new AdvanceDelivery(
                        message.getAdvanceDelivery().getFrom(),
                        message.getAdvanceDelivery().getNext());
            case KIND_NOT_SET -> throw ValueForm.missing("command about identity");
        };
    }
}
