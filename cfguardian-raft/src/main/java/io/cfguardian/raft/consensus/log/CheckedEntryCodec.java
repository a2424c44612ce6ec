package io.cfguardian.raft.consensus.log;

import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.codec.LogEntryCodecFactory;
import com.alipay.sofa.jraft.entity.codec.LogEntryDecoder;
import com.alipay.sofa.jraft.entity.codec.LogEntryEncoder;
import com.alipay.sofa.jraft.entity.codec.v2.LogEntryV2CodecFactory;
import com.alipay.sofa.jraft.error.LogEntryCorruptedException;

/**
 * JRaft's entry format with a stricter reader: what does not decode, has no checksum or a wrong one, is an exception. JRaft's own
 * reader gives {@code null}, upon which a membership entry is skipped at the start, and the bytes of the damaged entry,
 * which are users' values, are written to the program's log. Without state.
 */
public final class CheckedEntryCodec implements LogEntryCodecFactory {

    private final LogEntryCodecFactory jraft = LogEntryV2CodecFactory.getInstance();

    @Override
    public LogEntryEncoder encoder() {
        return jraft.encoder();
    }

    @Override
    public LogEntryDecoder decoder() {
        LogEntryDecoder decoder = jraft.decoder();
        return bytes -> {
            LogEntry entry;
            try {
                entry = decoder.decode(bytes);
            } catch (RuntimeException undecodable) {
                throw new LogEntryCorruptedException("log entry does not decode", undecodable);
            }
            if (entry == null) {
                throw new LogEntryCorruptedException("log entry does not decode");
            }
            if (!entry.hasChecksum() || entry.isCorrupted()) {
                throw new LogEntryCorruptedException("log entry "
                        + entry.getId().getIndex() + " of term " + entry.getId().getTerm()
                        + (entry.hasChecksum() ? " has a wrong checksum" : " has no checksum"));
            }
            return new CheckedEntry(entry);
        };
    }
}
