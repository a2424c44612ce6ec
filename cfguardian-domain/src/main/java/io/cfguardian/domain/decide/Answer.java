package io.cfguardian.domain.decide;

/** An outcome, and whether it was reached now or is a remembered one. */
public record Answer(Outcome outcome, Turn turn) {

    /** Which time a request was seen. */
    public enum Turn {
        /** The command was decided now. */
        FIRST,
        /** It had been decided before; nothing was done now. */
        REPEATED
    }
}
