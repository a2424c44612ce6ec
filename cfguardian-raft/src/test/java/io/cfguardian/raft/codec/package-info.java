/** Tests of the bytes. */
@NullMarked
package io.cfguardian.raft.codec;

import org.jspecify.annotations.NullMarked;
