/**
 * The pages for users and groups. Comes in: what an administrator types, or a CSV file. Goes out:
 * edits of the room crew, pages. Owns nothing but a file that waits in a session to be taken.
 */
@NullMarked
package dev.leadline.server.admin.crew;

import org.jspecify.annotations.NullMarked;
