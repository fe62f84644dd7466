/**
 * How fast is this module, and compared with what? Each figure stands beside a bare loop that was
 * measured in the same run, in turns, in CPU time of the working thread.
 */
package io.mailpulse.lab.bench;
