/**
 * The REST API: HTTP calls under {@code /services/data} come in, Salesforce's answers go out.
 *
 * <p>Owns the routes, the wire forms of records, results and errors, and the query cursors. Each
 * resource is a class that turns a {@link Call} into a {@link Reply}, so that composite requests
 * can run the same resources within one call.
 */
@NullMarked
package dev.leadline.simulator.rest;

import org.jspecify.annotations.NullMarked;
