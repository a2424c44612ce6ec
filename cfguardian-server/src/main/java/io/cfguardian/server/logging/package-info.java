/**
 * How the log looks and which libraries may speak. Not here: what is logged. Read first: {@link
 * io.cfguardian.server.logging.Logging}.
 */
@NullMarked
package io.cfguardian.server.logging;

import org.jspecify.annotations.NullMarked;
