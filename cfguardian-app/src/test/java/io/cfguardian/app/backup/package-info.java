/** Tests of the schedule of backups. */
@NullMarked
package io.cfguardian.app.backup;

import org.jspecify.annotations.NullMarked;
