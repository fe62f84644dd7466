/**
 * Which files did Outlook pack into this {@code winmail.dat}? Reads what is whole and stops at the
 * first attribute that is not.
 */
package io.mailpulse.mail.tnef;
