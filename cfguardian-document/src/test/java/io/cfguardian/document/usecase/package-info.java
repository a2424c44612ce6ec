/** The use cases on the real readers and schema engines, over the state in memory. */
@NullMarked
package io.cfguardian.document.usecase;

import org.jspecify.annotations.NullMarked;
