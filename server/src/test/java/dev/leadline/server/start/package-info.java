/** Tests of the running hub as a whole. */
@NullMarked
package dev.leadline.server.start;

import org.jspecify.annotations.NullMarked;
