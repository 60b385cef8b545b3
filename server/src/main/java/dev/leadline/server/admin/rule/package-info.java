/**
 * The pages about rules. Comes in: rules as people build them. Goes out: rules, dry runs, HTML.
 * Owns nothing.
 */
@NullMarked
package dev.leadline.server.admin.rule;

import org.jspecify.annotations.NullMarked;
