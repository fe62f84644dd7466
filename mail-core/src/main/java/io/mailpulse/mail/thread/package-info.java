/** Which conversation does a mail belong to? Engine-free, with small serialisable state. */
package io.mailpulse.mail.thread;
