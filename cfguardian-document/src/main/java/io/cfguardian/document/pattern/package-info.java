/**
 * Regular expressions as JSON Schema means them: ECMA-262 with the {@code u} flag. They are translated, so that one text
 * means the same to both engines, and run in linear time by RE2/J where it takes them, else by the JDK's engine under a
 * step budget. Not here: who matches what. Read first: {@link io.cfguardian.document.pattern.EcmaPattern}.
 */
@NullMarked
package io.cfguardian.document.pattern;

import org.jspecify.annotations.NullMarked;
