/**
 * What people write in each language: phrases of our own with slots, names, and how programs of the
 * language quote. One file per language; a new file is a new language.
 */
package io.mailpulse.generate.language;
