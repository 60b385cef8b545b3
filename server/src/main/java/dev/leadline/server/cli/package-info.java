/** The command line. Comes in: arguments. Goes out: text, an exit code. Owns nothing. */
@NullMarked
package dev.leadline.server.cli;

import org.jspecify.annotations.NullMarked;
