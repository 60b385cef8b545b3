/**
 * Campaigns of the CRM, and memberships still waiting for a record there. Comes in: additions by
 * rules and people, campaigns read from the CRM. Goes out: memberships that wait. Owns {@code
 * campaign}, {@code campaign_member}.
 */
@NullMarked
package dev.leadline.campaign;

import org.jspecify.annotations.NullMarked;
