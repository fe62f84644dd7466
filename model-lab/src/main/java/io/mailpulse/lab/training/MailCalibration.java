package io.mailpulse.lab.training;

import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.Scorers;
import io.mailpulse.model.Text;
import io.mailpulse.model.bundle.Calibration;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.SentimentLabel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How sure a mix may claim to be, fitted to what the scorer says of real mail: a mail is read in
 * windows and both ends may decide, so it is surer than the mean of one text that is cut off.
 */
final class MailCalibration {

  private final List<LabelledText> mails;
  private final HeadSpec sentiment;
  private final double floor;
  private List<Score> before = List.of();

  /**
   * For some mails.
   *
   * @param mails with one label each, that train nothing
   * @param floor of the entries
   */
  MailCalibration(List<LabelledText> mails, HeadSpec sentiment, double floor) {
    this.mails = List.copyOf(mails);
    this.sentiment = sentiment;
    this.floor = floor;
  }

  /** Whether there is any mail to fit to. */
  boolean isPresent() {
    return !mails.isEmpty();
  }

  /**
   * Fits the last encoder of a bundle.
   *
   * @param bundle with that encoder behind those that were fitted before, all at temperature 1
   * @param last the encoder; of a second opinion the mails count that it is asked about
   * @param least temperature that is taken
   */
  Calibration of(Path bundle, EncoderPart last, double least) {
    List<Score> scores = score(bundle);
    List<TemperatureFit.Case> cases = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      if (scores.get(i).label() != SentimentLabel.UNKNOWN && isAsked(last, i)) {
        cases.add(new TemperatureFit.Case(logits(scores.get(i)), expected(i), 1));
      }
    }
    if (!last.comesSecond()) {
      before = scores;
    }
    double temperature = cases.isEmpty() ? 1 : Math.max(least, TemperatureFit.fit(cases));
    return new Calibration(
        new Calibration.Entry(Math.round(temperature * 1000) / 1000.0, floor), Map.of());
  }

  private boolean isAsked(EncoderPart part, int mail) {
    return !part.comesSecond()
        || part.languages().contains(mails.get(mail).language())
            && before.get(mail).probabilities().getOrDefault("neutral", 0.0) < part.second().calm();
  }

  private List<Score> score(Path bundle) {
    var settings =
        ScorerSettings.defaults().withBundle(bundle.toString()).withTier(TierChoice.ENCODER);
    try (Scorer scorer = Scorers.open(settings)) {
      return scorer.score(
          mails.stream()
              .map(m -> new Text(RedactedText.ofRedacted(m.text()), m.language(), ""))
              .toList());
    }
  }

  private int expected(int mail) {
    return sentiment.labels().indexOf(mails.get(mail).labels().get(0));
  }

  private float[] logits(Score score) {
    float[] logits = new float[sentiment.labels().size()];
    for (int k = 0; k < logits.length; k++) {
      double p = score.probabilities().get(sentiment.labels().get(k));
      logits[k] = (float) StrictMath.log(Math.max(p, 1e-12));
    }
    return logits;
  }
}
