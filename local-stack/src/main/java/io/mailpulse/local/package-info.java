/**
 * How does it run on one machine? The services that the pipeline needs, the demo, and the command
 * line, for trying out and for tests; no production jar contains this module.
 */
package io.mailpulse.local;
