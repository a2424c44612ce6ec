/**
 * Projects and environments as people list them. Not here: changing them, which needs no preparation; {@link
 * io.cfguardian.app.write.Writes} takes their commands as they are. Read first: {@link
 * io.cfguardian.app.project.ProjectQueries}.
 */
@NullMarked
package io.cfguardian.app.project;

import org.jspecify.annotations.NullMarked;
