/**
 * Work that a node does by itself, again and again. Not here: what is done; work that somebody waits for. Read first: {@link
 * io.cfguardian.app.worker.Worker}.
 */
@NullMarked
package io.cfguardian.app.worker;

import org.jspecify.annotations.NullMarked;
