/**
 * Text of attachments, for tenants that ask for it. Apache Tika runs in a process of its own under
 * bounds of bytes, characters, memory and time, so that a hostile file costs at most that process.
 */
package io.mailpulse.mail.attachment;
