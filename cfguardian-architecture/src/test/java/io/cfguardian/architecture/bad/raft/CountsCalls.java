package io.cfguardian.architecture.bad.raft;

/** State that every instance shares. */
@SuppressWarnings("NonFinalStaticField")
public final class CountsCalls {
    static int calls;
}
