/**
 * Configs: put, patch, roll back, delete, dry run and compare. Read first: {@link io.cfguardian.app.config.PutConfig}.
 */
@NullMarked
package io.cfguardian.app.config;

import org.jspecify.annotations.NullMarked;
