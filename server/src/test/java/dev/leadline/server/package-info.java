/**
 * Tests of the server, and {@link dev.leadline.server.TestHub}, a whole server for one test class.
 */
@NullMarked
package dev.leadline.server;

import org.jspecify.annotations.NullMarked;
