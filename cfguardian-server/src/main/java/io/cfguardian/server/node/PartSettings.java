package io.cfguardian.server.node;

import io.cfguardian.http.server.HttpSettings;
import io.cfguardian.http.server.HttpSettings.WatchSettings;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.machine.RaftNodeSettings;
import io.cfguardian.raft.machine.RaftNodeSettings.Member;
import io.cfguardian.raft.machine.RaftNodeSettings.Tuning;
import io.cfguardian.server.settings.Settings;
import java.util.List;

/** The settings of the parts, from the operator's. What the operator cannot set is as each part has it by default. Without state. */
public final class PartSettings {

    /** A stop spends up to a quarter of its time on requests in progress and half on replication, one after the other. */
    private static final int HTTP_SHARE = 4;

    private static final int RAFT_SHARE = 2;

    private PartSettings() {}

    /** Those of replication and the store. */
    public static RaftNodeSettings raft(Settings settings) {
        List<Member> members = settings.cluster().members().stream()
                .map(member -> new Member(
                        member.id(),
                        new MemberAddress(member.raft().host(), member.raft().port()),
                        member.http().toString()))
                .toList();
        return new RaftNodeSettings(
                settings.cluster().name(),
                settings.node().id(),
                members,
                settings.cluster().beginning(),
                settings.node().data(),
                settings.cluster().channel(),
                new Tuning(
                        settings.raft().electionTimeout(),
                        settings.raft().snapshotInterval(),
                        settings.raft().snapshotLogBytes(),
                        settings.limits().inFlightBytes(),
                        settings.node().stopTimeout().dividedBy(RAFT_SHARE),
                        settings.store().cacheBytes(),
                        settings.store().memtableBytes(),
                        settings.node().diskReserveBytes(),
                        settings.node().ballastBytes(),
                        settings.store().scrubInterval(),
                        settings.node().readyLagEntries()));
    }

    static HttpSettings http(Settings settings) {
        HttpSettings standard = HttpSettings.of(
                settings.http().address().host(), settings.http().address().port());
        return new HttpSettings(
                standard.host(),
                standard.port(),
                standard.connectionsMax(),
                standard.messages().withRequestBytes(settings.limits().requestBytes()),
                standard.patience(),
                settings.node().stopTimeout().dividedBy(HTTP_SHARE),
                new WatchSettings(
                        settings.limits().watches(),
                        settings.limits().longPolls(),
                        standard.watch().heartbeat()),
                settings.http().exposure(),
                settings.limits().rates(),
                settings.http().transport());
    }
}
