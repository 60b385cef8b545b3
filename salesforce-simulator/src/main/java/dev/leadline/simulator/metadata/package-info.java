/**
 * What the org's objects look like: one compact field table comes in, object types and describe
 * JSON go out.
 *
 * <p>Owns the names, types, lengths and flags of every field; it knows no records.
 */
@NullMarked
package dev.leadline.simulator.metadata;

import org.jspecify.annotations.NullMarked;
