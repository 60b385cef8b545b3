/** Tests of the pages, over HTTP as a browser without script would use them. */
@NullMarked
package dev.leadline.server.admin;

import org.jspecify.annotations.NullMarked;
