/**
 * What a caller wants: the closed family of commands, with the expectations and premises they carry. Not here: whether it is granted, see {@code decide}. Read first: {@link io.cfguardian.domain.command.Command}.
 */
@NullMarked
package io.cfguardian.domain.command;

import org.jspecify.annotations.NullMarked;
