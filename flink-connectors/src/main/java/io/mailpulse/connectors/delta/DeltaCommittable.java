package io.mailpulse.connectors.delta;

import java.util.List;

/**
 * One entry of the Delta log to be.
 *
 * @param applicationId who commits, as the log remembers it
 * @param version our own number, one more for each commit of the application
 * @param rows rows in the files
 * @param actions Delta add-file actions as JSON
 */
record DeltaCommittable(String applicationId, long version, long rows, List<String> actions) {}
