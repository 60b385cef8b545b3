package dev.leadline.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A prospect's membership in a campaign, as it is wanted.
 *
 * @param sent whether the CRM has it so; false: it waits for a record there
 * @param remoteId the membership's id in the CRM, once it has one
 */
public record Member(
    long prospect,
    Campaign campaign,
    String status,
    boolean sent,
    @Nullable String remoteId,
    Instant updatedAt) {}
