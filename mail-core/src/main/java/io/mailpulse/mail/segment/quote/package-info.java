/**
 * Where do another's words begin? Header blocks, attribution lines and the people named in them, as
 * mail programs write them in any language.
 */
package io.mailpulse.mail.segment.quote;
