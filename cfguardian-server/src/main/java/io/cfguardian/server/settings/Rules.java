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
        rules.registeredAddressesProveNothing();
    }

    /** Otherwise somebody registers with another's address, and has the account that this one is later linked to. */
    private void registeredAddressesProveNothing() {
        Settings.SignOn signOn = settings.identity().signOn();
        if (signOn != null && signOn.linkByEmail() && settings.identity().registration() != Admission.CLOSED) {
            complain(
                    Keys.AUTH_REGISTRATION,
                    "",
                    "expected closed with sso.link-by-email, because nobody checks whose the addresses are that people register"
                            + " with");
        }
    }

    private void membersDiffer() {
        if (!sound.test(Keys.CLUSTER_MEMBERS)) {
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
                        Keys.CLUSTER_MEMBERS,
                        Problem.shown(member.toString()),
                        "expected members with different " + what + ", got " + part.apply(member) + " twice");
            }
        }
    }

    private void selfIsMember() {
        if (!allSound(Keys.NODE_ID, Keys.CLUSTER_MEMBERS, Keys.RAFT_HOST, Keys.RAFT_PORT)) {
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
                    Keys.NODE_ID,
                    Problem.shown(id),
                    "expected one of the ids in cluster.members: " + String.join(", ", ids));
        } else if (!self.get().raft().equals(settings.raft().address())) {
            complain(
                    Keys.RAFT_PORT,
                    settings.raft().address() + " with raft.host",
                    "expected this node's own address in cluster.members, "
                            + self.get().raft());
        }
    }

    private void plainTextStaysOnThisMachine() {
        if (!sound.test(Keys.CLUSTER_PLAINTEXT) || settings.cluster().channel() != ChannelPolicy.Plain.PLAIN) {
            return;
        }
        if (sound.test(Keys.RAFT_HOST) && !settings.raft().address().isLoopback()) {
            complain(
                    Keys.RAFT_HOST,
                    Problem.shown(settings.raft().address().host()),
                    "expected a loopback address (127.0.0.1), because traffic between nodes is not encrypted");
        }
        if (!allSound(Keys.CLUSTER_MEMBERS, Keys.RAFT_HOST)) {
            return;
        }
        for (Member member : settings.cluster().members()) {
            // Its own address has been spoken of already.
            if (!member.raft().isLoopback()
                    && !member.id().equals(settings.node().id())) {
                complain(
                        Keys.CLUSTER_MEMBERS,
                        Problem.shown(member.toString()),
                        "expected a loopback Raft address (127.0.0.1), because traffic between nodes is not encrypted");
            }
        }
    }

    private void raftHostCanBeReached() {
        if (sound.test(Keys.RAFT_HOST)
                && settings.cluster().channel() != ChannelPolicy.Plain.PLAIN
                && settings.raft().address().host().equals("0.0.0.0")) {
            complain(
                    Keys.RAFT_HOST,
                    Problem.shown("0.0.0.0"),
                    "expected the one address by which the other nodes reach this one");
        }
    }

    private void portsDiffer() {
        if (allSound(Keys.HTTP_PORT, Keys.RAFT_PORT)
                && settings.http().address().port() == settings.raft().address().port()) {
            complain(
                    Keys.HTTP_PORT,
                    Problem.shown(Integer.toString(settings.http().address().port())),
                    "expected another port than raft.port");
        }
    }

    private void redirectPortIsItsOwn() {
        if (allSound(Keys.HTTP_PORT, Keys.RAFT_PORT, Keys.HTTP_REDIRECT_PORT)
                && settings.http().transport() instanceof Encrypted encrypted
                && encrypted.redirectPort().isPresent()) {
            int port = encrypted.redirectPort().getAsInt();
            if (port == settings.http().address().port()
                    || port == settings.raft().address().port()) {
                complain(
                        Keys.HTTP_REDIRECT_PORT,
                        Problem.shown(Integer.toString(port)),
                        "expected another port than http.port and raft.port");
            }
        }
    }

    private boolean allSound(Key<?>... keys) {
        return List.of(keys).stream().allMatch(sound);
    }

    private void complain(Key<?> key, String given, String expected) {
        problems.add(new Problem(key.name(), given, expected));
    }
}
