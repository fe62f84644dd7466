package io.mailpulse.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.record.CountedMail;
import io.mailpulse.flink.record.MergeNotice;
import io.mailpulse.flink.record.Replaced;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.record.ThreadDay;
import io.mailpulse.mail.thread.ThreadRank;
import io.mailpulse.mail.thread.ThreadRank.Anchor;
import io.mailpulse.testkit.SampleMails;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What crosses an edge survives its serializer, and no serializer is Kryo. */
class EdgeTypesTest {

  @Test
  void scoredMailSurvivesItsSerializer() throws IOException {
    var mail = new ScoredMail(SampleMails.raw("m1").build(), SampleMails.sentiment("m1").build());

    assertThat(throughSerializer(ScoredMail.class, mail)).isEqualTo(mail);
  }

  @Test
  void correctionSurvivesItsSerializer() throws IOException {
    var correction =
        new ScoredMail(
            SampleMails.raw("m1").build(),
            SampleMails.sentiment("m1").build(),
            new Replaced("fake@1", SampleMails.MORNING));

    assertThat(throughSerializer(ScoredMail.class, correction)).isEqualTo(correction);
  }

  @Test
  void countedMailSurvivesItsSerializer() throws IOException {
    var mail =
        CountedMail.of(
            new ScoredMail(
                SampleMails.raw("m1").build(),
                SampleMails.sentiment("m1").build(),
                new Replaced("fake@1", SampleMails.MORNING)));

    assertThat(throughSerializer(CountedMail.class, mail)).isEqualTo(mail);
  }

  @Test
  void threadDaySurvivesItsSerializer() throws IOException {
    var day =
        new ThreadDay(
            "acme",
            "t1",
            "fast@1",
            "2026-03-01",
            -0.25,
            0.5,
            3,
            2,
            Instant.parse("2026-03-01T08:00:00Z"),
            Instant.parse("2026-03-01T09:00:00Z"),
            Instant.parse("2026-03-01T09:00:01Z"));

    assertThat(throughSerializer(ThreadDay.class, day)).isEqualTo(day);
  }

  @Test
  void mergeNoticeSurvivesItsSerializer() throws IOException {
    var notice = new MergeNotice("acme", "t1", new ThreadRank(Anchor.HEADERS, 7, "t2"));

    assertThat(throughSerializer(MergeNotice.class, notice)).isEqualTo(notice);
  }

  private static <T> T throughSerializer(Class<T> type, T value) throws IOException {
    var config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    TypeSerializer<T> serializer = TypeInformation.of(type).createSerializer(config);
    var out = new DataOutputSerializer(64);
    for (T written : List.of(value, serializer.copy(value))) {
      serializer.serialize(written, out);
    }
    var in = new DataInputDeserializer(out.getCopyOfBuffer());
    T first = serializer.deserialize(in);
    assertThat(serializer.deserialize(in)).isEqualTo(first);
    assertThat(in.available()).isZero();
    return first;
  }
}
