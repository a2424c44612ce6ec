package io.cfguardian.server.settings;

import io.cfguardian.app.identity.account.Registration.Admission;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.raft.consensus.ChannelPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What must hold between settings. A rule is silent while a setting that it looks at is wrong by itself. */
final class Rules {

    private final Settings settings;
    private final Predicate<Key<?>> sound;
    private final List<Problem> problems;

    private Rules(Settings settings, Predicate<Key<?>> sound, List<Problem> problems) {
        this.settings = settings;
        this.sound = sound;
        this.problems = problems;
    }

    static void check(Settings settings, Predicate<Key<?>> sound, List<Problem> problems) {
        Rules rules = new Rules(settings, sound, problems);
        rules.membersDiffer();
        rules.selfIsMember();
        rules.plainTextStaysOnThisMachine();
        rules.raftHostCanBeReached();
        rules.portsDiffer();
        rules.redirectPortIsItsOwn();
        rules.metricsPortIsItsOwn();
        rules.registeredAddressesProveNothing();
    }

    /** Otherwise somebody registers with another's address, and has the account that this one is later linked to. */
    private void registeredAddressesProveNothing() {
        Settings.SignOn signOn = settings.identity().signOn();
        if (signOn != null && signOn.linkByEmail() && settings.identity().registration() != Admission.CLOSED) {
            complain(
                    IdentityKeys.AUTH_REGISTRATION,
                    "",
                    "expected closed with sso.link-by-email, because nobody checks whose the addresses are that people register"
                            + " with");
        }
    }

    private void membersDiffer() {
        if (!sound.test(ClusterKeys.CLUSTER_MEMBERS)) {
            return;
        }
        refuseRepeated(Member::id, "id");
        refuseRepeated(member -> member.raft().toString(), "Raft address");
        refuseRepeated(member -> member.http().toString(), "HTTP address");
    }

    private void refuseRepeated(Function<Member, String> part, String what) {
        Set<String> seen = new HashSet<>();
        for (Member member : settings.cluster().members()) {
            if (!seen.add(part.apply(member))) {
                complain(
                        ClusterKeys.CLUSTER_MEMBERS,
                        Problem.shown(member.toString()),
                        "expected members with different " + what + ", got " + part.apply(member) + " twice");
            }
        }
    }

    private void selfIsMember() {
        if (!allSound(NodeKeys.NODE_ID, ClusterKeys.CLUSTER_MEMBERS, ClusterKeys.RAFT_HOST, ClusterKeys.RAFT_PORT)) {
            return;
        }
        String id = settings.node().id();
        Optional<Member> self = settings.cluster().members().stream()
                .filter(member -> member.id().equals(id))
                .findFirst();
        if (self.isEmpty()) {
            List<String> ids =
                    settings.cluster().members().stream().map(Member::id).toList();
            complain(
                    NodeKeys.NODE_ID,
                    Problem.shown(id),
                    "expected one of the ids in cluster.members: " + String.join(", ", ids));
        } else if (!self.get().raft().equals(settings.raft().address())) {
            complain(
                    ClusterKeys.RAFT_PORT,
                    settings.raft().address() + " with raft.host",
                    "expected this node's own address in cluster.members, "
                            + self.get().raft());
        }
    }

    private void plainTextStaysOnThisMachine() {
        if (!sound.test(ClusterKeys.CLUSTER_PLAINTEXT) || settings.cluster().channel() != ChannelPolicy.Plain.PLAIN) {
            return;
        }
        if (sound.test(ClusterKeys.RAFT_HOST) && !settings.raft().address().isLoopback()) {
            complain(
                    ClusterKeys.RAFT_HOST,
                    Problem.shown(settings.raft().address().host()),
                    "expected a loopback address (127.0.0.1), because traffic between nodes is not encrypted");
        }
        if (!allSound(ClusterKeys.CLUSTER_MEMBERS, ClusterKeys.RAFT_HOST)) {
            return;
        }
        for (Member member : settings.cluster().members()) {
            // Its own address has been spoken of already.
            if (!member.raft().isLoopback()
                    && !member.id().equals(settings.node().id())) {
                complain(
                        ClusterKeys.CLUSTER_MEMBERS,
                        Problem.shown(member.toString()),
                        "expected a loopback Raft address (127.0.0.1), because traffic between nodes is not encrypted");
            }
        }
    }

    private void raftHostCanBeReached() {
        if (sound.test(ClusterKeys.RAFT_HOST)
                && settings.cluster().channel() != ChannelPolicy.Plain.PLAIN
                && settings.raft().address().host().equals("0.0.0.0")) {
            complain(
                    ClusterKeys.RAFT_HOST,
                    Problem.shown("0.0.0.0"),
                    "expected the one address by which the other nodes reach this one");
        }
    }

    private void portsDiffer() {
        if (allSound(HttpKeys.HTTP_PORT, ClusterKeys.RAFT_PORT)
                && settings.http().address().port() == settings.raft().address().port()) {
            complain(
                    HttpKeys.HTTP_PORT,
                    Problem.shown(Integer.toString(settings.http().address().port())),
                    "expected another port than raft.port");
        }
    }

    private void redirectPortIsItsOwn() {
        if (allSound(HttpKeys.HTTP_PORT, ClusterKeys.RAFT_PORT, HttpKeys.HTTP_REDIRECT_PORT)
                && settings.http().transport() instanceof Encrypted encrypted
                && encrypted.redirectPort().isPresent()) {
            int port = encrypted.redirectPort().getAsInt();
            if (port == settings.http().address().port()
                    || port == settings.raft().address().port()) {
                complain(
                        HttpKeys.HTTP_REDIRECT_PORT,
                        Problem.shown(Integer.toString(port)),
                        "expected another port than http.port and raft.port");
            }
        }
    }

    private void metricsPortIsItsOwn() {
        Address own = settings.metrics().own();
        if (own != null
                && allSound(HttpKeys.HTTP_PORT, ClusterKeys.RAFT_PORT, MetricsKeys.PORT)
                && (own.port() == settings.http().address().port()
                        || own.port() == settings.raft().address().port())) {
            complain(
                    MetricsKeys.PORT,
                    Problem.shown(Integer.toString(own.port())),
                    "expected another port than http.port and raft.port");
        }
    }

    private boolean allSound(Key<?>... keys) {
        return List.of(keys).stream().allMatch(sound);
    }

    private void complain(Key<?> key, String given, String expected) {
        problems.add(new Problem(key.name(), given, expected));
    }
}
