/**
 * Who acts. Not here: how one proves it.
 */
@NullMarked
package io.cfguardian.domain.identity;

import org.jspecify.annotations.NullMarked;
