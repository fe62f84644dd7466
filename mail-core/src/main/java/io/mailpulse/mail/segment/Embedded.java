package io.mailpulse.mail.segment;

import io.mailpulse.mail.segment.quote.HeaderBlock;

/**
 * An earlier mail found in a body.
 *
 * @param start its first line, with the line that announces it
 * @param bodyStart first line after attribution or header block
 * @param end line after it
 * @param header its header block, or null
 * @param attribution its attribution line, or null
 * @param passedOn whether it was forwarded rather than replied to
 */
record Embedded(
    int start, int bodyStart, int end, HeaderBlock header, String attribution, boolean passedOn) {}
