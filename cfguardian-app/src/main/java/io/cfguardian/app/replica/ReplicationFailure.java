package io.cfguardian.app.replica;

import io.cfguardian.domain.revision.Revision;

/** Why the cluster did not answer. Every kind says whether something may have been written. */
public abstract sealed class ReplicationFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ReplicationFailure(String message) {
        super(message);
    }

    /** No leader with a majority was found in time. Nothing was written; try again soon. */
    public static final class NoQuorum extends ReplicationFailure {
        private static final long serialVersionUID = 1L;

        public NoQuorum(String message) {
            super(message);
        }
    }

    /** Too many proposals are in flight. Nothing was written; try again later. */
    public static final class Overloaded extends ReplicationFailure {
        private static final long serialVersionUID = 1L;

        public Overloaded(String message) {
            super(message);
        }
    }

    /** The disks of the cluster have too little room for more data. Nothing was written; try again when there is more. */
    public static final class NoRoom extends ReplicationFailure {
        private static final long serialVersionUID = 1L;

        public NoRoom(String message) {
            super(message);
        }
    }

    /** The proposal's fate is not known. It may be written now, later or never; only the same request id is safe to retry. */
    public static final class OutcomeUnknown extends ReplicationFailure {
        private static final long serialVersionUID = 1L;

        public OutcomeUnknown(String message) {
            super(message);
        }
    }

    /** This node has not reached the wanted revision in time. */
    public static final class NotCaughtUp extends ReplicationFailure {
        private static final long serialVersionUID = 1L;

        public NotCaughtUp(Revision wanted, Revision applied) {
            super("this node is at revision " + applied + ", wanted " + wanted);
        }
    }
}
