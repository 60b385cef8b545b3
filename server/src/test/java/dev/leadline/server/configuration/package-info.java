/** Tests of the configuration. */
@NullMarked
package dev.leadline.server.configuration;

import org.jspecify.annotations.NullMarked;
