package io.cfguardian.app.identity.provider;

import io.cfguardian.app.identity.DrawnUserId;
import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.port.IdentityProvider.SignedOn;
import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.command.IdentityCommand.CreateUser;
import io.cfguardian.domain.command.IdentityCommand.LinkIdentity;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EmailClaim;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.EntityRange.Order;
import io.cfguardian.domain.identity.FederatedLink;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.FederatedId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.limit.Limit;
import java.util.List;
import java.util.Optional;

/** Which user it is whom a provider vouches for. Reads this node's state, which the caller has brought up to date. */
final class VouchedUsers {

    private final NodeWrites writes;
    private final Replica replica;
    private final Secrets secrets;
    private final SignOn.Policy policy;

    VouchedUsers(NodeWrites writes, Replica replica, Secrets secrets, SignOn.Policy policy) {
        this.writes = writes;
        this.replica = replica;
        this.secrets = secrets;
        this.policy = policy;
    }

    /** Whose this is. */
    sealed interface Finding {}

    /** This user's, who may be disabled. */
    record Known(User user) implements Finding {}

    /**
     * Nobody's, and nobody may be made for it.
     *
     * @param reason for the security events
     */
    record Nobody(String reason) implements Finding {}

    /** Finds the user by its link, else links the one with the verified e-mail address, else makes one; each as far as it is allowed. */
    Finding find(FederatedId id, SignedOn person, Source source) {
        Optional<User> linked = linked(id);
        if (linked.isPresent()) {
            return new Known(linked.get());
        }
        Optional<EmailAddress> email = verified(person);
        Optional<User> owner = email.flatMap(this::owner);
        if (policy.linkByEmail() && owner.isPresent()) {
            return link(owner.get(), id, source);
        }
        if (policy.createUsers()) {
            return create(id, owner.isPresent() ? Optional.empty() : email, source);
        }
        return new Nobody("no user is linked");
    }

    /** The user as it is now. */
    Optional<User> user(UserId id) {
        try (View view = replica.view()) {
            return view.find(EntityKey.of(id)).filter(user -> user.status() != Status.DELETED);
        }
    }

    private Optional<User> linked(FederatedId id) {
        try (View view = replica.view()) {
            return view.find(EntityKey.of(id))
                    .map(FederatedLink::user)
                    .flatMap(user -> view.find(EntityKey.of(user)))
                    .filter(user -> user.status() != Status.DELETED);
        }
    }

    private Optional<User> owner(EmailAddress email) {
        try (View view = replica.view()) {
            return view.find(EntityKey.of(email)).map(EmailClaim::user).flatMap(user -> view.find(EntityKey.of(user)));
        }
    }

    /** An address that the provider does not vouch for proves nothing: anybody may have typed it. */
    private static Optional<EmailAddress> verified(SignedOn person) {
        return person.emailVerified()
                ? Optional.ofNullable(person.email()).flatMap(EmailAddress::parse)
                : Optional.empty();
    }

    private Finding link(User user, FederatedId id, Source source) {
        if (!user.isActive()) {
            return new Known(user);
        }
        if (isLinked(user.id(), id.provider())) {
            // The address was given to somebody else since; the account was not.
            return new Nobody("the user is somebody else there");
        }
        Outcome outcome = writes.run(user.id().principal(), source, new LinkIdentity(user.id(), id));
        return outcome instanceof Rejected
                ? afterAll(id)
                : user(user.id()).<Finding>map(Known::new).orElseGet(() -> new Nobody("the user is gone"));
    }

    private boolean isLinked(UserId user, String provider) {
        int all = Math.toIntExact(Limit.USERS.max());
        try (View view = replica.view()) {
            var links = new EntityRange<>(EntityKind.FEDERATED, List.of(provider), null, Order.ASCENDING);
            return view.list(links, all).stream().anyMatch(link -> link.user().equals(user));
        }
    }

    private Finding create(FederatedId id, Optional<EmailAddress> email, Source source) {
        UserId user = DrawnUserId.draw(secrets);
        Outcome outcome =
                writes.run(user.principal(), source, new CreateUser(user, email.orElse(null), "", false, null, id));
        return outcome instanceof Rejected
                ? afterAll(id)
                : user(user).<Finding>map(Known::new).orElseGet(() -> new Nobody("the user is gone"));
    }

    /** A write was refused, perhaps because the same person signed on at the same time. */
    private Finding afterAll(FederatedId id) {
        return linked(id).<Finding>map(Known::new).orElseGet(() -> new Nobody("no user could be linked or made"));
    }
}
