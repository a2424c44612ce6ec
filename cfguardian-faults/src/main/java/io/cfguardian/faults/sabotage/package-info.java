/**
 * Builds of the program that break a promise, so that one can see whether the judge notices. Read {@code Sabotage} first.
 *
 * <p>The program has no switch for any of it: a node is started with an agent that alters a class or two of it as they are
 * loaded, or with a library that lies. Not here: under which faults each of them must be found.
 */
@NullMarked
package io.cfguardian.faults.sabotage;

import org.jspecify.annotations.NullMarked;
