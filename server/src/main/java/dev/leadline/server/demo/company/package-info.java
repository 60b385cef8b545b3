/**
 * The sample company of the demo: who works there, what its rules say, and people who come across
 * it, the same at every start. Knows nothing of hubs or orgs that run.
 */
@NullMarked
package dev.leadline.server.demo.company;

import org.jspecify.annotations.NullMarked;
