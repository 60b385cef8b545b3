/**
 * The pages for the connector to Salesforce: its settings, its mapping, and what it could not sync.
 * Comes in: what an administrator types. Goes out: edits of the room sync, pages. Owns nothing.
 */
@NullMarked
package dev.leadline.server.admin.connector;

import org.jspecify.annotations.NullMarked;
