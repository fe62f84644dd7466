package io.mailpulse.local.service;

import io.mailpulse.local.LocalStackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports on the loopback interface. */
final class FreePorts {

  /** How many ports are tried from the usual one on. */
  static final int SPAN = 100;

  private FreePorts() {}

  /**
   * The usual port of a service if it is free, else the next one that is.
   *
   * @throws LocalStackException if the whole span is taken
   */
  static int nextFree(int usual) {
    for (int port = usual; port < usual + SPAN; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    throw new LocalStackException(
        "all ports from "
            + usual
            + " to "
            + (usual + SPAN - 1)
            + " on the loopback interface are in use: end the programs that hold them");
  }

  /** A port and the {@link #SPAN} after it, in the form that Flink and Elasticsearch take. */
  static String range(int usual) {
    return usual + "-" + (usual + SPAN - 1);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
