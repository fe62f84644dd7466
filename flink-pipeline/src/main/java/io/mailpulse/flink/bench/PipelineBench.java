package io.mailpulse.flink.bench;

import com.sun.management.OperatingSystemMXBean;
import io.mailpulse.flink.PipelineRun;
import io.mailpulse.flink.balance.Balance;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.read.ConfiguredReading;
import io.mailpulse.flink.read.MailReading;
import io.mailpulse.flink.score.ConfiguredModel;
import io.mailpulse.mail.ReadResult;
import io.mailpulse.model.MailScoring;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.Text;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.RedactedMail;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * CPU time per mail of the chain in a plain loop and in Flink with RocksDB and checkpoints, over
 * the same mails in the same process. Start-up is taken out by running Flink over few and over many
 * mails and dividing the difference.
 */
public final class PipelineBench {

  private static final int FEW = 500;
  private static final int BATCH = 16;
  private static final double NANOS_PER_MICRO = 1_000;

  private final List<byte[]> mails;
  private final PipelineConfig config;

  private PipelineBench(List<byte[]> mails, Path folder) {
    this.mails = List.copyOf(mails);
    this.config =
        PipelineConfig.of(
            Map.of(
                "kafka.bootstrap-servers", "none:9092",
                "tenants.default.pseudonym-key", "literal:a key for measurements",
                "model.tier", "fast",
                "checkpoints.interval", "5 s",
                "checkpoints.path", folder.resolve("checkpoints").toUri().toString(),
                "warehouse.path", folder.resolve("warehouse").toUri().toString()));
  }

  /**
   * Measures and hands over one figure after the other.
   *
   * @param mails raw mails; each is used many times, under tenants that make it a new one
   * @param many how many mails make a measurement, more than 500
   * @param folder empty folder for checkpoints
   * @param figures takes name, value, unit, baseline and ratio
   */
  public static void run(
      List<byte[]> mails, int many, Path folder, Consumer<Map<String, Object>> figures)
      throws Exception {
    var bench = new PipelineBench(mails, folder);
    bench.loop(FEW); // warm-up of both: they share all code but Flink's
    bench.flink(FEW);
    long before = bench.loop(many);
    long few = bench.flink(FEW);
    double flink = (bench.flink(FEW + many) - few) / (double) many;
    // The compiler goes on improving what both share: the loop's better half is its figure.
    double loop = Math.min(before, bench.loop(many)) / (double) many;
    var figure = new LinkedHashMap<String, Object>();
    figure.put("name", "flink-chain");
    figure.put("value", flink / NANOS_PER_MICRO);
    figure.put("unit", "us CPU per mail, fast tier, RocksDB, checkpoints, no broker");
    figure.put("baseline", loop / NANOS_PER_MICRO);
    figure.put("baseline_name", "the same reader and scorer in a plain loop, batches of 16");
    figure.put("ratio", loop / flink);
    figure.put("mails", many);
    figures.accept(figure);
  }

  private long loop(int count) {
    try (MailReading.Reader reader = new ConfiguredReading(config.reading()).open();
        Scorer scorer = new ConfiguredModel(config.model()).open()) {
      long start = cpuNanos();
      var batch = new ArrayList<RedactedMail>(BATCH);
      for (int i = 0; i < count; i++) {
        if (reader.read(mail(mails, i), Instant.now()) instanceof ReadResult.Read read) {
          batch.addAll(read.mails());
        }
        if (batch.size() >= BATCH) {
          score(scorer, batch);
        }
      }
      score(scorer, batch);
      return cpuNanos() - start;
    }
  }

  private static void score(Scorer scorer, List<RedactedMail> batch) {
    List<Text> texts = batch.stream().map(MailScoring::textOf).toList();
    var scores = scorer.score(texts);
    for (int i = 0; i < scores.size(); i++) {
      MailScoring.sentimentOf(batch.get(i).email(), scores.get(i), Instant.now());
    }
    batch.clear();
  }

  private long flink(int count) throws Exception {
    var settings = new Configuration();
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    List<byte[]> carried = mails;
    long start = cpuNanos();
    Balance balance = PipelineRun.over(env, config, i -> mail(carried, i), count);
    if (balance.in() != count || balance.pending() != 0) {
      throw new IllegalStateException(
          "the run lost mails, so its figure means nothing: " + balance);
    }
    return cpuNanos() - start;
  }

  /** Rounds over the mails differ by tenant, and so in every id. */
  private static MimeMail mail(List<byte[]> mails, long index) {
    byte[] mime = mails.get((int) (index % mails.size()));
    return MimeMail.newBuilder()
        .setTenantId("round-" + index / mails.size())
        .setSource("bench#" + index)
        .setMime(ByteBuffer.wrap(mime))
        .setSizeBytes(mime.length)
        .build();
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
