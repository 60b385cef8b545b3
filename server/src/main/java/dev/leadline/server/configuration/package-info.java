/**
 * What the operator decides. Comes in: environment variables, a file, options. Goes out: {@link
 * dev.leadline.server.configuration.Settings}, or all errors at once. Owns nothing.
 */
@NullMarked
package dev.leadline.server.configuration;

import org.jspecify.annotations.NullMarked;
