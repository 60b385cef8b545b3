/**
 * The main job from end to end, with the tools that users have: Segment's own clients, a browser, a
 * salesperson's edit in the org. Each journey runs against the demo as a newcomer starts it, but
 * the one that kills its hub: that has a hub and an org of its own.
 */
@NullMarked
package dev.leadline.journey;

import org.jspecify.annotations.NullMarked;
