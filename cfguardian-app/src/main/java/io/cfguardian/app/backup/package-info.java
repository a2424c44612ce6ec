/**
 * The whole state in one file, for those who may have it all. Not here: what the file looks like, where scheduled ones are put, and how a
 * cluster is made of one, which needs no running node. Read first: {@link io.cfguardian.app.backup.TakeBackup}.
 */
@NullMarked
package io.cfguardian.app.backup;

import org.jspecify.annotations.NullMarked;
