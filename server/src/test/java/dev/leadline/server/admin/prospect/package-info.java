/** Tests of the pages' parts about prospects. */
@NullMarked
package dev.leadline.server.admin.prospect;

import org.jspecify.annotations.NullMarked;
