/** Chance that is the same everywhere: one seed, and branches that do not disturb each other. */
package io.mailpulse.generate.draw;
