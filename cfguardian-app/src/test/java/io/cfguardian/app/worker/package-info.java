/** Tests of the worker. */
@NullMarked
package io.cfguardian.app.worker;

import org.jspecify.annotations.NullMarked;
