/**
 * The schema registry: schemas are put, looked up, checked against live configs, and used to judge values. Not here: the
 * engines, see {@link io.cfguardian.app.schema}. Read first: {@link io.cfguardian.app.registry.SchemaGuard}.
 */
@NullMarked
package io.cfguardian.app.registry;

import org.jspecify.annotations.NullMarked;
