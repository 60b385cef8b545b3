/** Transactions and migrations; owns {@code schema_version}. */
@NullMarked
package dev.leadline.db;

import org.jspecify.annotations.NullMarked;
