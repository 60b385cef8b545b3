/**
 * Transactions and migrations.
 *
 * <p>In: {@link dev.leadline.db.DatabaseSettings}. Out: one {@link dev.leadline.db.Database} that
 * is migrated and ready, or a {@link dev.leadline.db.DatabaseFailure} that says who must act. Where
 * no URL is given the room also runs its own PostgreSQL server and stops it again. Owns the table
 * {@code schema_version} and the embedded server's data directory.
 */
@NullMarked
package dev.leadline.db;

import org.jspecify.annotations.NullMarked;
