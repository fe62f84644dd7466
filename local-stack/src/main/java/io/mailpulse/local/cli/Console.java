package io.mailpulse.local.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a verb reads and writes.
 *
 * @param in questions
 * @param out answers, and nothing else
 * @param err what a person should read
 */
record Console(InputStream in, OutputStream out, PrintStream err) {

  /** The streams of this process. */
  static Console ofProcess() {
    // System.out encodes as the locale says; answers are always UTF-8.
    return new Console(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }
}
