/**
 * What is wrong with this mail? Defects were recovered and are named; a failure is typed and ends
 * the reading.
 */
package io.mailpulse.mail.fault;
