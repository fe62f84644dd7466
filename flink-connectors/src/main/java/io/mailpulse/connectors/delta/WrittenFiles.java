package io.mailpulse.connectors.delta;

import java.util.List;

/**
 * What one writer wrote for one checkpoint.
 *
 * @param rows rows in the files
 * @param actions Delta add-file actions as JSON
 */
record WrittenFiles(long rows, List<String> actions) {}
