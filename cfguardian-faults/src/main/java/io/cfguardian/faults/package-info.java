/** The command {@code cfguardian-faults}: a run and its verdict. Not here: what either is made of. */
@NullMarked
package io.cfguardian.faults;

import org.jspecify.annotations.NullMarked;
