/**
 * Who may call: OAuth requests come in, sessions go out.
 *
 * <p>Owns the connected apps, the grants (refresh tokens, at most five per user and app) and the
 * access tokens.
 */
@NullMarked
package dev.leadline.simulator.auth;

import org.jspecify.annotations.NullMarked;
