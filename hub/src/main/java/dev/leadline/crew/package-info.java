/**
 * Users, groups, roles, and who is next. Comes in: edits by an administrator, a CSV file of users.
 * Goes out: users, whose turn it is. Owns {@code crew_user}, {@code crew_group}, {@code
 * crew_member}.
 */
@NullMarked
package dev.leadline.crew;

import org.jspecify.annotations.NullMarked;
