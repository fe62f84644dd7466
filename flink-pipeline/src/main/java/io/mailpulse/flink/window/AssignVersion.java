package io.mailpulse.flink.window;

import io.mailpulse.flink.record.CountedMail;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets a window go by the model version of its first mail, so that a new version does not split it.
 *
 * <p>In: counted mails keyed by window, whatever their version. Out: each under its window's
 * version. State: version, the window's (TTL). Clears when: no mail of the window has come for its
 * length and the time that late mails and scores may take.
 */
public final class AssignVersion extends KeyedProcessFunction<String, CountedMail, CountedMail> {

  private static final long serialVersionUID = 1L;
  private static final Duration SLACK = Duration.ofDays(2);

  private final Duration kept;

  private transient ValueState<String> version;

  /**
   * An operator over windows.
   *
   * @param size length of a window
   * @param retention time that a closed window is kept for late mails
   */
  public AssignVersion(Duration size, Duration retention) {
    this.kept = size.plus(retention).plus(SLACK);
  }

  @Override
  public void open(OpenContext context) {
    var descriptor = new ValueStateDescriptor<>("version", Types.STRING);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(kept)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(10_000)
            .build());
    version = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(CountedMail mail, Context context, Collector<CountedMail> out)
      throws IOException {
    String known = version.value();
    if (known == null) {
      known = mail.version();
    }
    // Written by each mail, so that its time to live runs from the window's last one.
    version.update(known);
    out.collect(mail.under(known));
  }
}
