package io.cfguardian.document.parse;

import java.io.Serializable;

/** A place in a text. Both count from 1; 0 is unknown. */
record Position(int line, int column) implements Serializable {

    static final Position UNKNOWN = new Position(0, 0);
}
