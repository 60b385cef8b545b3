/**
 * Who may come in. Comes in: an email and a password. Goes out: a {@link
 * dev.leadline.server.access.SignedIn}. Owns nothing; the users are in the room crew.
 */
@NullMarked
package dev.leadline.server.access;

import org.jspecify.annotations.NullMarked;
