package io.mailpulse.connectors.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.warehouse.WarehouseTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelTableTest {

  @Test
  void secretsOfTheFileSystemAreReadWhereItIsOpened(@TempDir Path folder) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "swordfish\n");
    var target =
        DeltaTarget.under(
            "s3a://acme",
            WarehouseTables.FACT_SENTIMENT,
            Map.of(
                "fs.s3a.secret.key",
                "${secret:file:" + key + "}",
                "fs.s3a.endpoint",
                "http://store"));

    assertThat(KernelTable.hadoop(target).get("fs.s3a.secret.key")).isEqualTo("swordfish");
    assertThat(KernelTable.hadoop(target).get("fs.s3a.endpoint")).isEqualTo("http://store");
    assertThat(target.hadoop().toString()).doesNotContain("swordfish");
  }

  @Test
  void manyWritersMayCreateATableAtOnce(@TempDir Path folder) throws Exception {
    int writers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      for (int round = 0; round < 10; round++) {
        var target =
            DeltaTarget.under(
                folder.resolve("round-" + round).toUri().toString(),
                WarehouseTables.FACT_SENTIMENT,
                Map.of());
        var together = new CyclicBarrier(writers);
        List<Callable<Long>> creations =
            Collections.nCopies(
                writers,
                () -> {
                  var table = new KernelTable(target);
                  together.await();
                  return table.createIfMissing().getVersion();
                });

        for (Future<Long> version : threads.invokeAll(creations)) {
          assertThat(version.get()).isZero();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
