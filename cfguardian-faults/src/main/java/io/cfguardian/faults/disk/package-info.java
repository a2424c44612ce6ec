/**
 * Disks of nodes that can fail: each a file system of its own in a file. Read {@code Disks} first.
 *
 * <p>Only inside a mount namespace of the rig's own, so that nothing is left mounted however it ends. Not here: when they
 * fail.
 */
@NullMarked
package io.cfguardian.faults.disk;

import org.jspecify.annotations.NullMarked;
