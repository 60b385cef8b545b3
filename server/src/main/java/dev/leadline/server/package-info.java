/** The doors, the configuration and the wiring: requests come in, calls to the rooms go out. */
@NullMarked
package dev.leadline.server;

import org.jspecify.annotations.NullMarked;
