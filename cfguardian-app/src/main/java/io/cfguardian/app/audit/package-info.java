/**
 * The journal for auditors. Read first: {@link io.cfguardian.app.audit.Audit}.
 */
@NullMarked
package io.cfguardian.app.audit;

import org.jspecify.annotations.NullMarked;
