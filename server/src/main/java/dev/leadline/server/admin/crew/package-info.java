/**
 * The pages about users, groups and fields: what an administrator sets up. Comes in: edits by
 * people, a file of users. Goes out: users, groups, fields, HTML. Owns nothing.
 */
@NullMarked
package dev.leadline.server.admin.crew;

import org.jspecify.annotations.NullMarked;
