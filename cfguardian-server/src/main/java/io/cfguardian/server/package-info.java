/** The program: settings, wiring, the local cluster. */
@NullMarked
package io.cfguardian.server;

import org.jspecify.annotations.NullMarked;
