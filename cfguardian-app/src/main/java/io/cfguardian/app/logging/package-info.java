/**
 * What a node logs, and how that is changed while it runs. Not here: what is logged, and where it goes. Read first: {@link
 * io.cfguardian.app.logging.ChangeLogLevels}.
 */
@NullMarked
package io.cfguardian.app.logging;

import org.jspecify.annotations.NullMarked;
