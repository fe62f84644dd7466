package io.mailpulse.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server on a free port of loopback that answers by what a test says, and remembers what it
 * was asked. An answer may block: each request has a thread of its own. An answer that throws is
 * status 500.
 */
public final class LoopbackServer implements AutoCloseable {

  /** What a path answers. */
  @FunctionalInterface
  public interface Answer {

    /** The response to a request; called on the thread of that request. */
    Response to(Request request) throws Exception;
  }

  /**
   * What was asked.
   *
   * @param query of the address, decoded; empty if it has none
   * @param headers first value of each, by name in lower case
   */
  public record Request(
      String method, String path, String query, Map<String, String> headers, byte[] body) {

    /** Its body as UTF-8. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /**
   * What is answered.
   *
   * @param status of HTTP, or {@link #HANG_UP}'s
   */
  public record Response(int status, Map<String, String> headers, byte[] body) {

    /** The connection breaks without an answer. */
    public static final Response HANG_UP = new Response(-1, Map.of(), new byte[0]);

    /** The answer begins and falls silent: headers, a byte, and no more until the server ends. */
    public static final Response FALL_SILENT = new Response(-2, Map.of(), new byte[0]);

    /** A body of text under status 200. */
    public static Response ok(String text) {
      return of(200, text);
    }

    /** A body of text under a status. */
    public static Response of(int status, String text) {
      return new Response(status, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same under further headers. */
    public Response with(Map<String, String> further) {
      return new Response(status, further, body);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackServer::daemon);
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** A server that knows no path yet. */
  public LoopbackServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  /** A port on which nobody listens. */
  public static int deadPort() throws IOException {
    try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return nobody.getLocalPort();
    }
  }

  /** Answers whatever is asked below a path. */
  public LoopbackServer on(String path, Answer answer) {
    server.createContext(path, exchange -> answer(exchange, answer));
    return this;
  }

  /** Address of a path that begins with a slash. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** What was asked so far, in order of arrival. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      Request request = request(exchange);
      requests.add(request);
      Response response = response(answer, request);
      if (response.equals(Response.FALL_SILENT)) {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        untilClosed();
      } else if (!response.equals(Response.HANG_UP)) {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        int length = response.body().length;
        exchange.sendResponseHeaders(response.status(), length == 0 ? -1 : length);
        exchange.getResponseBody().write(response.body());
      }
    }
  }

  private static void untilClosed() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Response response(Answer answer, Request request) {
    try {
      return answer.to(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Response.HANG_UP;
    } catch (Exception e) {
      return Response.of(500, e.toString());
    }
  }

  private static Request request(HttpExchange exchange) throws IOException {
    var headers = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    String query = exchange.getRequestURI().getQuery();
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query == null ? "" : query,
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "loopback-server");
    thread.setDaemon(true);
    return thread;
  }

  /** Stops listening and interrupts answers that block. A second call does nothing. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
