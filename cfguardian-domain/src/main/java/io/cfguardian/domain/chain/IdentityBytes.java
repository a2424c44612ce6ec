package io.cfguardian.domain.chain;

import io.cfguardian.domain.event.IdentityEvent;
import io.cfguardian.domain.event.IdentityEvent.DataKeyWrapped;
import io.cfguardian.domain.event.IdentityEvent.EventsDelivered;
import io.cfguardian.domain.event.IdentityEvent.FactorActivated;
import io.cfguardian.domain.event.IdentityEvent.FactorDisabled;
import io.cfguardian.domain.event.IdentityEvent.FactorEnrolled;
import io.cfguardian.domain.event.IdentityEvent.IdentityLinked;
import io.cfguardian.domain.event.IdentityEvent.LoginCharged;
import io.cfguardian.domain.event.IdentityEvent.MemberPut;
import io.cfguardian.domain.event.IdentityEvent.MemberRemoved;
import io.cfguardian.domain.event.IdentityEvent.Observed;
import io.cfguardian.domain.event.IdentityEvent.PasswordRehashed;
import io.cfguardian.domain.event.IdentityEvent.PasswordSet;
import io.cfguardian.domain.event.IdentityEvent.Purged;
import io.cfguardian.domain.event.IdentityEvent.RefreshReused;
import io.cfguardian.domain.event.IdentityEvent.RegistrationRefused;
import io.cfguardian.domain.event.IdentityEvent.SessionOpened;
import io.cfguardian.domain.event.IdentityEvent.SessionRefreshed;
import io.cfguardian.domain.event.IdentityEvent.SessionsClosed;
import io.cfguardian.domain.event.IdentityEvent.SigningKeyRotated;
import io.cfguardian.domain.event.IdentityEvent.TokenIssued;
import io.cfguardian.domain.event.IdentityEvent.TokenRevoked;
import io.cfguardian.domain.event.IdentityEvent.TokenRotated;
import io.cfguardian.domain.event.IdentityEvent.Unlocked;
import io.cfguardian.domain.event.IdentityEvent.UserCreated;
import io.cfguardian.domain.event.IdentityEvent.UserDeleted;
import io.cfguardian.domain.event.IdentityEvent.UserUpdated;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.Session.Method;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ServiceTokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bytes of events about identity, as {@link ChainBytes} has those of the others. Tags from 32 on are theirs. */
final class IdentityBytes {

    private final FieldBytes out;

    private IdentityBytes(FieldBytes out) {
        this.out = out;
    }

    static void write(IdentityEvent event, FieldBytes out) {
        new IdentityBytes(out).write(event);
    }

    private void write(IdentityEvent event) {
        switch (event) {
            case UserCreated e -> {
                named(32, e.subject().value());
                flag(e.administrator());
            }
            case UserUpdated e -> {
                named(33, e.subject().value());
                out.int8(tag(e.status()));
                flag(e.administrator());
            }
            case UserDeleted e -> named(34, e.subject().value());
            case PasswordSet e -> named(35, e.subject().value());
            case IdentityLinked e -> {
                named(36, e.subject().value());
                out.text(e.provider());
            }
            case LoginCharged e -> {
                out.int8(37);
                out.hash(e.account());
                out.int32(e.failures());
                time(e.lockedUntil());
            }
            case Unlocked e -> named(38, e.subject().value());
            case SessionOpened e -> {
                named(39, e.subject().value());
                out.text(e.session().value());
                out.int8(tag(e.method()));
            }
            case SessionRefreshed e -> {
                named(40, e.subject().value());
                out.text(e.session().value());
            }
            case RefreshReused e -> {
                named(41, e.subject().value());
                out.text(e.session().value());
            }
            case SessionsClosed e -> {
                named(42, e.subject().value());
                out.int32(e.sessions().size());
                e.sessions().forEach(session -> out.text(session.value()));
            }
            case FactorEnrolled e -> named(43, e.subject().value());
            case FactorActivated e -> named(44, e.subject().value());
            case FactorDisabled e -> named(45, e.subject().value());
            case MemberPut e -> {
                member(46, e.subject());
                grant(e.grant());
            }
            case MemberRemoved e -> member(47, e.subject());
            case TokenIssued e -> {
                token(48, e.subject());
                time(e.expires());
            }
            case TokenRotated e -> {
                token(49, e.subject());
                time(e.expires());
            }
            case TokenRevoked e -> token(50, e.subject());
            case SigningKeyRotated e -> named(51, e.key().value());
            case DataKeyWrapped e -> named(52, e.master());
            case Observed e -> {
                out.int8(53);
                out.int32(e.events());
                out.int32(e.used());
            }
            case Purged e -> {
                out.int8(54);
                out.int32(e.sessions());
                out.int32(e.tokens());
                out.int32(e.accounts());
                out.int32(e.events());
            }
            case PasswordRehashed e -> named(55, e.subject().value());
            case RegistrationRefused e -> named(56, e.subject().value());
            case EventsDelivered e -> {
                out.int8(57);
                out.int64(e.next());
                out.int64(e.lost());
            }
        }
    }

    private void named(int tag, String name) {
        out.int8(tag);
        out.text(name);
    }

    private void member(int tag, MemberId id) {
        out.int8(tag);
        out.text(id.project().value());
        out.text(id.principal().name());
    }

    private void token(int tag, ServiceTokenId id) {
        out.int8(tag);
        out.text(id.project().value());
        out.text(id.key().value());
    }

    private void grant(Grant grant) {
        Role whole = grant.project();
        out.int8(whole == null ? 0 : tag(whole));
        out.int32(grant.environments().size());
        grant.environments().forEach((environment, role) -> {
            out.text(environment.value());
            out.int8(tag(role));
        });
    }

    private void flag(boolean value) {
        out.int8(value ? 1 : 0);
    }

    /** Milliseconds since 1970, or one byte 0 for none. */
    private void time(@Nullable Instant time) {
        flag(time != null);
        if (time != null) {
            out.int64(time.toEpochMilli());
        }
    }

    private static int tag(Role role) {
        return switch (role) {
            case VIEWER -> 1;
            case EDITOR -> 2;
            case ADMIN -> 3;
        };
    }

    private static int tag(Status status) {
        return switch (status) {
            case ACTIVE -> 1;
            case DISABLED -> 2;
            case DELETED -> 3;
        };
    }

    private static int tag(Method method) {
        return switch (method) {
            case PASSWORD -> 1;
            case PASSWORD_AND_CODE -> 2;
            case PASSWORD_AND_RECOVERY_CODE -> 3;
            case PROVIDER -> 4;
        };
    }
}
