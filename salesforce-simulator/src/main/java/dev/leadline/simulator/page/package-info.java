/**
 * The page of the org: a person looks at records and edits them as a salesperson would.
 *
 * <p>Owns the HTML; everything in it is escaped, and every change carries a token that only the
 * page knows.
 */
@NullMarked
package dev.leadline.simulator.page;

import org.jspecify.annotations.NullMarked;
