/**
 * An outcome for programs and for people: a JSON summary, and an HTML page that needs no network.
 * Subjects and texts are other people's words and are escaped wherever they go.
 */
package io.mailpulse.local.report;
