package io.cfguardian.raft.codec;

/**
 * Bytes that this release cannot read. Always fatal for what met them: a log entry or a stored value that is skipped makes
 * this node differ from the others without anybody noticing.
 */
public final class UnreadableValue extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of unreadable. */
    private final Kind kind;

    /** What kind of unreadable. */
    public enum Kind {
        /** Its format, or a field or kind in it, is not known here: a newer release wrote it. */
        NEWER,
        /** It is in a known format and makes no sense: it was damaged. */
        DAMAGED
    }

    private UnreadableValue(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    private UnreadableValue(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static UnreadableValue newer(String what, String found) {
        return new UnreadableValue(
                Kind.NEWER, "a " + what + " that a newer release wrote cannot be read by this one: " + found);
    }

    static UnreadableValue damaged(String what, Throwable cause) {
        return new UnreadableValue(Kind.DAMAGED, "a " + what + " is damaged", cause);
    }

    static UnreadableValue damaged(String what, String found) {
        return new UnreadableValue(Kind.DAMAGED, "a " + what + " is damaged: " + found);
    }

    /** Whether a newer release would read it. */
    public Kind kind() {
        return kind;
    }
}
