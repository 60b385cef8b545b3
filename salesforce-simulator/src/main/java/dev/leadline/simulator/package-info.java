/**
 * A local Salesforce org: options come in, a running org with its addresses goes out.
 *
 * <p>Owns the start and the stop of the process; everything else lives in the rooms below.
 */
@NullMarked
package dev.leadline.simulator;

import org.jspecify.annotations.NullMarked;
