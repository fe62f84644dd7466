package io.mailpulse.spark.rescore;

import static org.apache.spark.sql.functions.col;

import io.mailpulse.schema.landing.LandingPath;
import io.mailpulse.spark.warehouse.DayRange;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The raw landing: which tenants and days it holds, and the files of those. */
final class RawLanding {

  private final SparkSession session;
  private final String root;

  RawLanding(SparkSession session, String root) {
    this.session = session;
    this.root = root;
  }

  /** Tenants that the landing holds, of those that are wanted; all of them if none are named. */
  List<String> tenants(Set<String> wanted) {
    return list(new Path(root, LandingPath.ROOT)).stream()
        .filter(FileStatus::isDirectory)
        .map(status -> status.getPath().getName())
        .flatMap(name -> LandingPath.tenantOf(name).stream())
        .filter(tenant -> wanted.isEmpty() || wanted.contains(tenant))
        .sorted()
        .toList();
  }

  /** Path and bytes of every mail of the tenants and days. */
  Dataset<Row> files(List<String> tenants, DayRange days) {
    var folders = new ArrayList<String>();
    for (String tenant : tenants) {
      Path dates = new Path(root, LandingPath.tenantFolder(tenant));
      for (FileStatus year : list(dates)) {
        for (FileStatus month : list(year.getPath())) {
          for (FileStatus day : list(month.getPath())) {
            if (isIn(days, day.getPath())) {
              folders.add(day.getPath().toString());
            }
          }
        }
      }
    }
    if (folders.isEmpty()) {
      return session.emptyDataFrame();
    }
    // Folders are named in full: the dates in them are no partitions that Spark could infer.
    return session
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        .option("pathGlobFilter", LandingPath.FILES)
        .load(folders.toArray(String[]::new))
        .select(col("path"), col("content"));
  }

  private static boolean isIn(DayRange days, Path folder) {
    return LandingPath.dayOf(folder.toString()).filter(days::contains).isPresent();
  }

  private List<FileStatus> list(Path folder) {
    try {
      FileSystem files = folder.getFileSystem(session.sparkContext().hadoopConfiguration());
      return List.of(files.listStatus(folder));
    } catch (FileNotFoundException nothingThere) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("the raw landing cannot be listed", e);
    }
  }
}
