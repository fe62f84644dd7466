/**
 * Who is a tenant, and what holds for it alone? Read and checked from the same lines by every
 * program, beside how its mail is read.
 */
package io.mailpulse.settings.tenant;
