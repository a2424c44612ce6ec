package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.option.ReadOnlyOption;
import com.alipay.sofa.jraft.rpc.RpcRequests.ReadIndexRequest;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * A follower's request for a read index, in which it says of which term it is. When that is the leader's term too, and the two are a majority,
 * then nobody has been elected after that leader until the follower asked, so that nobody else has acknowledged a write that the leader does
 * not know: the leader may answer at once, where it otherwise has to ask a majority whether it still leads (Raft dissertation, 6.4).
 *
 * <p>The term travels where JRaft carries what it calls contexts, which no leader looks into; a leader of a release before this one
 * does what it always did.
 */
final class VouchedRead {

    private static final byte VERSION = 1;
    private static final int BYTES = 1 + Long.BYTES;

    /** The two are a majority of no more. */
    private static final int VOTERS_MAX = 3;

    private VouchedRead() {}

    /** Whether a request comes from this node's own readers, not from another member. */
    static boolean isOwn(ReadIndexRequest request) {
        return request.getPeerId().isEmpty();
    }

    /** The same request, with the term of the node that makes it; read after the readers came whom it serves. */
    static ReadIndexRequest vouch(ReadIndexRequest request, long term) {
        ByteBuffer vouch = ByteBuffer.allocate(BYTES).put(VERSION).putLong(term).flip();
        return request.toBuilder()
                .clearEntries()
                .addEntries(ByteString.copyFrom(vouch))
                .build();
    }

    /** The term that a request was made in; empty if it does not say. */
    static OptionalLong termOf(ReadIndexRequest request) {
        if (request.getEntriesCount() != 1 || request.getEntries(0).size() != BYTES) {
            return OptionalLong.empty();
        }
        ByteBuffer vouch = request.getEntries(0).asReadOnlyByteBuffer();
        return vouch.get() == VERSION ? OptionalLong.of(vouch.getLong()) : OptionalLong.empty();
    }

    /** Whether a leader and who asks it are a majority. Not with a leader that is about to leave: it leads, but has no vote any more. */
    static boolean isByMajority(ReadIndexRequest request, PeerId leader, Configuration voters) {
        PeerId asker = new PeerId();
        return voters.size() <= VOTERS_MAX
                && asker.parse(request.getServerId())
                && voters.contains(asker)
                && voters.contains(leader);
    }

    /**
     * The same request, which JRaft answers without asking anybody as long as it believes in its lease. Its belief proves nothing,
     * so whoever uses this must know better.
     */
    static ReadIndexRequest atOnce(ReadIndexRequest request) {
        return request.toBuilder()
                .setReadOnlyOptions(ReadOnlyOption.convertMsgType(ReadOnlyOption.ReadOnlyLeaseBased))
                .build();
    }
}
