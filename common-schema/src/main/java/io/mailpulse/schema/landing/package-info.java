/**
 * Where does a raw mail lie? Places in the raw landing are written and parsed here, for every
 * engine that writes, lists or erases there.
 */
package io.mailpulse.schema.landing;
