/**
 * Given what changed, which actions follow. Comes in: {@link dev.leadline.prospect.Draft}s. Goes
 * out: actions to take. Owns {@code rule}, {@code rule_match}.
 */
@NullMarked
package dev.leadline.rule;

import org.jspecify.annotations.NullMarked;
