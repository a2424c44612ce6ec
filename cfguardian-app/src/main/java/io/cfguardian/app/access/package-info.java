/**
 * Who may do what: the question that every use case asks. Not here: how a caller proved who it is. Read first: {@link io.cfguardian.app.access.Authoriser}.
 */
@NullMarked
package io.cfguardian.app.access;

import org.jspecify.annotations.NullMarked;
