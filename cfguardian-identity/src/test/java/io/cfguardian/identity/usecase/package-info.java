/** The use cases of signing on, with the real cryptography, on a state in memory. Read {@code SignOnDesk} first. */
@NullMarked
package io.cfguardian.identity.usecase;

import org.jspecify.annotations.NullMarked;
