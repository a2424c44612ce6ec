/** Tests of the search in documents. */
@NullMarked
package io.cfguardian.app.search;

import org.jspecify.annotations.NullMarked;
