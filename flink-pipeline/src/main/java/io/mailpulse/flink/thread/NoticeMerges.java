package io.mailpulse.flink.thread;

import io.mailpulse.flink.record.MergeNotice;
import io.mailpulse.mail.thread.ThreadRank;
import io.mailpulse.mail.thread.ThreadRank.Anchor;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MergedThread;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Makes notices of the merges that mails report.
 *
 * <p>In: mails. Out: a notice to each thread that was merged, and one to the thread that it was
 * merged into, which may have been told otherwise before. State: none.
 */
public final class NoticeMerges implements FlatMapFunction<EmailRaw, MergeNotice> {

  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(EmailRaw mail, Collector<MergeNotice> out) {
    for (MergedThread merge : mail.getThreadMerges()) {
      var into =
          new ThreadRank(
              Anchor.fromWireName(merge.getAnchor()),
              merge.getSince().toEpochMilli(),
              mail.getThreadId());
      out.collect(new MergeNotice(mail.getTenantId(), merge.getThreadId(), into));
      out.collect(new MergeNotice(mail.getTenantId(), mail.getThreadId(), into));
    }
  }
}
