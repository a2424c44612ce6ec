/**
 * Many changes of one project in one commit. Read first: {@link io.cfguardian.app.transaction.RunTransaction}.
 */
@NullMarked
package io.cfguardian.app.transaction;

import org.jspecify.annotations.NullMarked;
