/** Tests of the pages' parts about rules. */
@NullMarked
package dev.leadline.server.admin.rule;

import org.jspecify.annotations.NullMarked;
