/**
 * One Salesforce org behind the seam {@link dev.leadline.connector.Remote}. Comes in: searches,
 * writes and polls in the hub's words. Goes out: REST calls, few and batched; what Salesforce's
 * codes mean for who must act. Owns no table.
 */
@NullMarked
package dev.leadline.salesforce;

import org.jspecify.annotations.NullMarked;
