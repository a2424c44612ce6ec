/**
 * Projects, the unit of isolation, and their environments. Not here: who may see them.
 */
@NullMarked
package io.cfguardian.domain.project;

import org.jspecify.annotations.NullMarked;
