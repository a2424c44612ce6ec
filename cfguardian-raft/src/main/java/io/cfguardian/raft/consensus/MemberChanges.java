package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Changes of Raft's configuration; JRaft makes one at a time, by joint consensus. Thread-safe. */
final class MemberChanges {

    private final MemberNode node;
    private final Executor workers;

    MemberChanges(MemberNode node, Executor workers) {
        this.node = node;
        this.workers = workers;
    }

    CompletableFuture<MemberChangeResult> change(MemberChange change, MemberAddress member) {
        CompletableFuture<MemberChangeResult> result = new CompletableFuture<>();
        Closure done = status -> workers.execute(() -> result.complete(resultOf(status)));
        workers.execute(() -> {
            try {
                ask(change, JraftOptions.peerOf(member), done);
            } catch (RuntimeException refused) {
                // JRaft throws for what its configuration cannot become, and after its end.
                result.complete(new MemberChangeResult.NotChanged(String.valueOf(refused.getMessage())));
            }
        });
        return result;
    }

    /** Has a node go on as the only member, whoever the others were; without their consent, and so for them only when they are lost. */
    MemberChangeResult standAlone(MemberAddress self) {
        try {
            // There is nobody left to ask.
            node.endProbation();
        } catch (IOException failed) {
            return new MemberChangeResult.NotChanged("its probation cannot be ended: " + failed);
        }
        return resultOf(node.resetPeers(new Configuration(List.of(JraftOptions.peerOf(self)))));
    }

    private void ask(MemberChange change, PeerId peer, Closure done) {
        switch (change) {
            case ADD_LEARNER -> node.addLearners(List.of(peer), done);
            case REMOVE_LEARNER -> node.removeLearners(List.of(peer), done);
            case ADD_VOTER -> node.addPeer(peer, done);
            case REMOVE_VOTER -> node.removePeer(peer, done);
        }
    }

    private static MemberChangeResult resultOf(Status status) {
        return status.isOk()
                ? new MemberChangeResult.Changed()
                : new MemberChangeResult.NotChanged(String.valueOf(status.getErrorMsg()));
    }
}
