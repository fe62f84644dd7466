package io.mailpulse.connectors.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.warehouse.WarehouseTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
}
