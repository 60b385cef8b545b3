/** Tests of the command line. */
@NullMarked
package dev.leadline.server.cli;

import org.jspecify.annotations.NullMarked;
