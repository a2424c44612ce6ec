/**
 * The projection to PostgreSQL: its connections, its tables, what writes them. Not here: what is projected and when, which is the
 * application's; any decision. Read first: {@link io.cfguardian.postgres.PostgresProjection}.
 */
@NullMarked
package io.cfguardian.postgres;

import org.jspecify.annotations.NullMarked;
