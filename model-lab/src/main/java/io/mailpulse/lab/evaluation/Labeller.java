package io.mailpulse.lab.evaluation;

import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.Text;
import io.mailpulse.schema.RedactedText;
import java.util.List;

/** Anything that labels mails: a model, or a baseline. */
public interface Labeller {

  /** As reports call it. */
  String name();

  /** Answers in the order of the mails. */
  List<Answer> label(List<GoldenMail> mails);

  /** A model as a labeller; it is told the language of each mail. */
  static Labeller of(Scorer scorer) {
    return new Labeller() {
      @Override
      public String name() {
        return scorer.modelVersion();
      }

      @Override
      public List<Answer> label(List<GoldenMail> mails) {
        List<Text> texts =
            mails.stream()
                // The set holds no personal data: it was written without any.
                .map(m -> new Text(RedactedText.ofRedacted(m.text()), m.language(), ""))
                .toList();
        return scorer.score(texts).stream().map(Labeller::answer).toList();
      }
    };
  }

  private static Answer answer(Score score) {
    return new Answer(
        score.label().wireName(),
        score.confidence(),
        score.probabilities().getOrDefault("negative", 0.0));
  }
}
