package io.cfguardian.raft.consensus;

/** Bounds what is in flight, in count and in bytes. Thread-safe. */
final class AdmissionGate {

    private final long bytesMax;
    private final int countMax;
    private long bytes;
    private int count;

    AdmissionGate(long bytesMax, int countMax) {
        this.bytesMax = bytesMax;
        this.countMax = countMax;
    }

    /** Admits one proposal of a size, or refuses at once; it never waits. Each admission is given back by one release. */
    synchronized boolean tryEnter(int size) {
        if (count >= countMax || bytes + size > bytesMax) {
            return false;
        }
        count++;
        bytes += size;
        return true;
    }

    synchronized void leave(int size) {
        if (count == 0 || bytes < size) {
            throw new IllegalStateException(
                    "left a gate with " + count + " inside and " + bytes + " bytes, of " + size);
        }
        count--;
        bytes -= size;
    }

    synchronized boolean isEmpty() {
        return count == 0;
    }

    synchronized int count() {
        return count;
    }

    synchronized long bytes() {
        return bytes;
    }
}
