/**
 * Bulk API 2.0: calls under {@code /services/data/vNN.0/jobs} and CSV come in, job states and CSV
 * go out. The room owns the jobs and the files their data lies in while they live; rows pass
 * through it one chunk at a time.
 */
@NullMarked
package dev.leadline.simulator.bulk;

import org.jspecify.annotations.NullMarked;
