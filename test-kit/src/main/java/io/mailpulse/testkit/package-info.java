/**
 * What do tests of several modules need alike? Records to start from, stand-ins for the services
 * that a program meets, and ways to run a command line or a cluster within a test.
 */
package io.mailpulse.testkit;
