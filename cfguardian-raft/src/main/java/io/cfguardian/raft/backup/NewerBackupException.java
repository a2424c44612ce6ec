package io.cfguardian.raft.backup;

/** A file is a backup of a release that is newer than this one; nothing is said of whether it is whole. */
public final class NewerBackupException extends UnusableBackupException {
    private static final long serialVersionUID = 1L;

    NewerBackupException(String what, int found, int read) {
        super("it has " + what + " " + found + ", this release reads " + read);
    }
}
