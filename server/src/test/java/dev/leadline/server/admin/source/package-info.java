/** Tests of the pages' parts about sources. */
@NullMarked
package dev.leadline.server.admin.source;

import org.jspecify.annotations.NullMarked;
