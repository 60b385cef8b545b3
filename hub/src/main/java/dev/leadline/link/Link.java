package dev.leadline.link;

import dev.leadline.connector.Remote.Place;
import java.time.Instant;
import java.util.Map;

/**
 * One prospect, one record of the remote, and the values last agreed.
 *
 * @param deleted whether the record was deleted over there; it is not created again until allowed
 * @param base our field name → the value last agreed; an absent field was never compared
 * @param look whether to look at the record even if nothing of ours has changed
 */
public record Link(
    int unit,
    long prospect,
    Place place,
    boolean deleted,
    Map<String, String> base,
    boolean look,
    Instant syncedAt) {}
