/**
 * What an administrator adds to an org: rules come in through the control API, refusals and side
 * effects of saves go out.
 *
 * <p>Owns validation rules, rejecting triggers, field updates, assignment rules, duplicate rules,
 * touched parents and late commits. Conditions are SOQL conditions, judged against the record as it
 * is about to be saved.
 */
@NullMarked
package dev.leadline.simulator.automation;

import org.jspecify.annotations.NullMarked;
