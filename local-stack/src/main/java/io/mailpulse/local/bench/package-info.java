/**
 * How fast is mail understood, beside the bare libraries and beside the usual ways of doing it?
 * Each figure stands beside a baseline that was measured in the same run, in turns, in CPU time.
 */
package io.mailpulse.local.bench;
