package io.cfguardian.app.search;

/** What {@link JsonPath#match} found out about one document. */
public enum Match {

    /** The query selects at least one node. */
    FOUND,

    /** The query selects no node. */
    NOT_FOUND,

    /** The steps were used up before it was known. */
    STEPS_USED_UP
}
