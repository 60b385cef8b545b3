/** Tests of the Segment door, most of them over real HTTP. */
@NullMarked
package dev.leadline.server.segment;

import org.jspecify.annotations.NullMarked;
