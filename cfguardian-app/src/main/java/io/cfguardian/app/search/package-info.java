/**
 * Finding documents by what is in them. Read first: {@link io.cfguardian.app.search.Words}.
 */
@NullMarked
package io.cfguardian.app.search;

import org.jspecify.annotations.NullMarked;
