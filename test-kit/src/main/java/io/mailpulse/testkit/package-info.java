/**
 * What do tests of several modules need alike? Sample records to start from, and stand-ins for the
 * stores that a sink meets.
 */
package io.mailpulse.testkit;
