package io.mailpulse.model.remote;

import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.model.text.Window;
import io.mailpulse.model.text.Windows;
import io.mailpulse.model.tier.Passage;
import io.mailpulse.model.tier.Reading;
import io.mailpulse.model.tier.Tier;
import io.mailpulse.model.tier.WordCount;
import io.mailpulse.model.tokenizer.Tokenizer;
import io.mailpulse.model.tokenizer.Tokenizers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * A model server as a tier: windows of all passages in requests of bounded size. Timeouts, overload
 * and server errors are tried again; when the server stays away the circuit opens and callers get
 * their exception at once. Thread-safe.
 */
public final class RemoteTier implements Tier {

  /** Words of a window where the server tokenises; it truncates what is still too long. */
  private static final int MAX_WORDS = 96;

  private final RemoteSettings settings;
  private final WireFormat format;
  private final Tokenizer tokenizer;
  private final int windowTokens;
  private final int sentiment;
  private final HttpClient client;
  private final GuardedCalls calls;

  private RemoteTier(
      RemoteSettings settings,
      ModelManifest manifest,
      WireFormat format,
      Tokenizer tokenizer,
      int windowTokens,
      LongSupplier nanos) {
    this.settings = settings;
    this.format = format;
    this.tokenizer = tokenizer;
    this.windowTokens = windowTokens;
    this.sentiment = manifest.heads().indexOf(manifest.head(ModelManifest.SENTIMENT).orElseThrow());
    this.client = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    this.calls = new GuardedCalls(settings, new ElapsedClock(nanos));
  }

  /**
   * Prepares to ask a server; nothing is sent yet.
   *
   * @param bundle what the server serves: labels, and for {@link RemoteSettings.Protocol#TRITON}
   *     the tokenizer
   * @throws BundleException if the bundle has no tokenizer and the protocol needs one
   */
  public static RemoteTier open(RemoteSettings settings, ModelBundle bundle) {
    return open(settings, bundle, System::nanoTime);
  }

  static RemoteTier open(RemoteSettings settings, ModelBundle bundle, LongSupplier nanos) {
    ModelManifest manifest = bundle.manifest();
    if (settings.protocol() == RemoteSettings.Protocol.TEI) {
      return new RemoteTier(settings, manifest, new TeiFormat(manifest), null, MAX_WORDS, nanos);
    }
    EncoderPart part =
        manifest.encoders().stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new BundleException(
                        "Model bundle "
                            + bundle.origin()
                            + ": encoders: expected one, whose tokenizer the Triton protocol"
                            + " needs; found none"));
    Tokenizer tokenizer = Tokenizers.open(bundle.resolve(part.tokenizer()));
    var format = new TritonFormat(manifest.heads(), part, tokenizer);
    int tokens = part.maxTokens() - tokenizer.specialTokens();
    return new RemoteTier(settings, manifest, format, tokenizer, tokens, nanos);
  }

  @Override
  public List<Reading> read(List<Passage> passages) {
    List<List<Window>> windows = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Passage passage : passages) {
      List<Window> cut = windows(passage);
      windows.add(cut);
      cut.forEach(window -> texts.add(passage.join(window.first(), window.last())));
    }
    List<float[][]> logits = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += settings.batchRows()) {
      int to = Math.min(texts.size(), from + settings.batchRows());
      logits.addAll(List.of(ask(texts.subList(from, to))));
    }
    List<Reading> readings = new ArrayList<>();
    int row = 0;
    for (int p = 0; p < passages.size(); p++) {
      int rows = windows.get(p).size();
      float[][][] own = logits.subList(row, row + rows).toArray(float[][][]::new);
      row += rows;
      readings.add(reading(passages.get(p), windows.get(p), own));
    }
    return readings;
  }

  private Reading reading(Passage passage, List<Window> windows, float[][][] logits) {
    float[][] sentences = new float[passage.sentences().size()][];
    for (int w = 0; w < logits.length; w++) {
      for (int s = windows.get(w).first(); s < windows.get(w).last(); s++) {
        sentences[s] = logits[w][sentiment];
      }
    }
    return new Reading(windows, logits, sentences);
  }

  private List<Window> windows(Passage passage) {
    int[] tokens = new int[passage.sentences().size()];
    for (int i = 0; i < tokens.length; i++) {
      String text = passage.normalised().get(i);
      tokens[i] = tokenizer == null ? WordCount.of(text) : tokenizer.count(text);
    }
    return Windows.pack(passage.sentences(), tokens, windowTokens, Windows.ENCODER_SETTLED);
  }

  private float[][][] ask(List<String> texts) {
    return calls.call(() -> format.response(post(texts), texts.size()));
  }

  private byte[] post(List<String> texts) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(settings.endpoint())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(format.request(texts)))
            .build();
    try {
      HttpResponse<byte[]> response = answer(request);
      int status = response.statusCode();
      if (status == 200) {
        return response.body();
      }
      if (status == 429 || status >= 500) {
        throw new IOException("status " + status);
      }
      throw new GuardedCalls.RejectedException("status " + status);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScoringException("Interrupted while waiting for the model server", e);
    }
  }

  /** The timeout of a request ends with the headers of its answer: the body is timed here. */
  private HttpResponse<byte[]> answer(HttpRequest request)
      throws IOException, InterruptedException {
    var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    try {
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer within " + settings.timeout());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    if (tokenizer != null) {
      tokenizer.close();
    }
  }
}
