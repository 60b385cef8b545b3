/**
 * The pages for people: how they look, who may open which, signing in. Comes in: requests of a
 * browser. Goes out: calls to the rooms, HTML. Owns nothing; each kind of page has a package of its
 * own below this one.
 */
@NullMarked
package dev.leadline.server.admin;

import org.jspecify.annotations.NullMarked;
