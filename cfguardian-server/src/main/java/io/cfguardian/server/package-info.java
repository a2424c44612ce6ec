/**
 * The program: its commands and what their exit codes mean. Not here: any decision about configs. Read first: {@link
 * io.cfguardian.server.Main}.
 */
@NullMarked
package io.cfguardian.server;

import org.jspecify.annotations.NullMarked;
