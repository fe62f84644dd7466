package io.mailpulse.flink.config;

import io.mailpulse.connectors.elasticsearch.SearchSettings;
import io.mailpulse.connectors.job.JobSettings;
import io.mailpulse.connectors.kafka.KafkaOptions;
import io.mailpulse.flink.config.PipelineConfig.Alerts;
import io.mailpulse.flink.config.PipelineConfig.Events;
import io.mailpulse.flink.config.PipelineConfig.Later;
import io.mailpulse.flink.config.PipelineConfig.Scoring;
import io.mailpulse.flink.config.PipelineConfig.Threads;
import io.mailpulse.flink.config.PipelineConfig.Windows;
import io.mailpulse.mail.config.MailOptions;
import io.mailpulse.model.config.ModelOptions;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.StorageSettings;
import io.mailpulse.settings.tenant.TenantOptions;

/** Values to a checked configuration. Reads on after a mistake, to report them all. */
final class ConfigReader {

  private ConfigReader() {}

  static PipelineConfig read(ConfigValues values) {
    JobSettings job = JobSettings.read(values);
    var config =
        new PipelineConfig(
            job,
            values.get(Options.JOB_STAGE),
            KafkaOptions.read(values, job.checkpointInterval()),
            TenantOptions.read(values),
            MailOptions.read(values),
            ModelOptions.read(values),
            scoring(values),
            later(values),
            new Events(
                values.get(Options.EVENTS_DISORDER),
                values.get(Options.EVENTS_IDLENESS),
                values.get(Options.EVENTS_AHEAD),
                values.get(Options.EVENTS_BEHIND),
                values.get(Options.EVENTS_DRIFT)),
            values.get(Options.DEDUPE_TTL),
            new Threads(
                values.get(Options.THREADS_RETENTION), values.get(Options.THREADS_REPLY_HEADERS)),
            new Alerts(
                values.get(Options.ALERT_CONFIDENCE),
                values.get(Options.ALERT_RATE),
                values.get(Options.ALERT_DELAY)),
            new Windows(
                values.get(Options.WINDOW_SIZE),
                values.get(Options.WINDOW_RETENTION),
                values.get(Options.WINDOW_DELAY)),
            StorageSettings.read(values),
            SearchSettings.read(values));
    values.refuseUnknownKeys(Options.ALL);
    values.requireNoMistakes();
    return config;
  }

  private static Later later(ConfigValues values) {
    var later =
        new Later(
            values.get(Options.LATER_WHEN_DOWN),
            values.get(Options.LATER_FIRST_DELAY),
            values.get(Options.LATER_MAX_DELAY),
            values.get(Options.LATER_CAPACITY),
            values.get(Options.LATER_ALERT_WAIT));
    if (later.firstDelay().compareTo(later.maxDelay()) > 0) {
      values.mistake(
          Options.LATER_FIRST_DELAY,
          "expected at most score.later.max-delay ("
              + later.maxDelay()
              + "), found "
              + later.firstDelay());
    }
    return later;
  }

  private static Scoring scoring(ConfigValues values) {
    var scoring =
        new Scoring(
            values.get(Options.SCORE_BATCH),
            values.get(Options.SCORE_LINGER),
            values.get(Options.SCORE_THREADS),
            values.get(Options.SCORE_CAPACITY),
            values.get(Options.SCORE_TIMEOUT),
            values.get(Options.SCORE_ATTEMPTS),
            values.get(Options.SCORE_BACKOFF));
    if (scoring.maxBatch() > scoring.capacity()) {
      values.mistake(
          Options.SCORE_BATCH,
          "expected at most score.capacity ("
              + scoring.capacity()
              + "), found "
              + scoring.maxBatch()
              + ": a batch could never fill");
    }
    return scoring;
  }
}
