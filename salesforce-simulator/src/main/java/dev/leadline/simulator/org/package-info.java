/**
 * The records of the org: drafts of changes come in through transactions, committed rows and an
 * ordered feed of commits go out.
 *
 * <p>Owns the tables, their indexes, the ids, the row locks, the recycle bin and the simulated
 * clock. It knows the rules that every org has (required fields, lengths, lookups, converted
 * leads); what an administrator adds comes in as {@link dev.leadline.simulator.org.SaveRule}.
 */
@NullMarked
package dev.leadline.simulator.org;

import org.jspecify.annotations.NullMarked;
