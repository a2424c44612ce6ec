package io.cfguardian.raft.consensus.meta;

import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.EnumOutter.ErrorType;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.error.RaftException;
import com.alipay.sofa.jraft.option.RaftMetaStorageOptions;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives JRaft its term and vote from a {@link TermAndVoteFile}. JRaft calls it under its own write lock. */
public final class CheckedMetaStorage implements RaftMetaStorage {

    private static final Logger LOG = LoggerFactory.getLogger(CheckedMetaStorage.class);

    private final Path directory;
    private @Nullable NodeImpl node;
    private @Nullable TermAndVoteFile file;
    private volatile long promisedTerm;
    private boolean failed;

    /** @param directory one that {@link TermAndVoteFile#create} has begun */
    public CheckedMetaStorage(Path directory) {
        this.directory = directory;
    }

    @Override
    public boolean init(RaftMetaStorageOptions options) {
        node = options.getNode();
        try {
            TermAndVoteFile opened = TermAndVoteFile.open(directory);
            file = opened;
            promisedTerm = opened.current().term();
            return true;
        } catch (IOException unreadable) {
            LOG.error("term and vote cannot be read", unreadable);
            return false;
        }
    }

    /**
     * The highest term on disk: this member has acknowledged nothing and voted for nobody in a later one. For any thread.
     *
     * @return from 0, which it is before the storage is opened
     */
    public long promisedTerm() {
        return promisedTerm;
    }

    @Override
    public void shutdown() {
        // every save is durable when it returns
    }

    @Override
    public boolean setTerm(long term) {
        return save(new TermAndVote(term, opened().current().votedFor()));
    }

    @Override
    public long getTerm() {
        return opened().current().term();
    }

    @Override
    public boolean setVotedFor(PeerId peer) {
        return save(new TermAndVote(opened().current().term(), textOf(peer)));
    }

    @Override
    public PeerId getVotedFor() {
        PeerId peer = PeerId.emptyPeer();
        String vote = opened().current().votedFor();
        if (!vote.isEmpty() && !peer.parse(vote)) {
            throw new IllegalStateException("stored vote is for \"" + vote + "\", expected host:port");
        }
        return peer;
    }

    @Override
    public boolean setTermAndVotedFor(long term, PeerId peer) {
        return save(new TermAndVote(term, textOf(peer)));
    }

    private static String textOf(PeerId peer) {
        return peer.isEmpty() ? "" : peer.toString();
    }

    private boolean save(TermAndVote value) {
        if (failed) {
            // JRaft may go on with the term that was not saved: a vote in it would be noted under the term before.
            return false;
        }
        try {
            opened().save(value);
            promisedTerm = value.term();
            return true;
        } catch (IOException notSaved) {
            failed = true;
            LOG.error("term {} and vote cannot be saved", value.term(), notSaved);
            NodeImpl owner = node;
            if (owner != null) {
                owner.onError(new RaftException(
                        ErrorType.ERROR_TYPE_META, RaftError.EIO, "term and vote cannot be saved in %s", directory));
            }
            return false;
        }
    }

    private TermAndVoteFile opened() {
        TermAndVoteFile opened = file;
        if (opened == null) {
            throw new IllegalStateException("term and vote used before they were read");
        }
        return opened;
    }
}
