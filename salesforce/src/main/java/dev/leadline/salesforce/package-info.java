/** Talks to one Salesforce org: the hub's plans come in, API calls go out. */
@NullMarked
package dev.leadline.salesforce;

import org.jspecify.annotations.NullMarked;
