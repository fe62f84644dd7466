package io.mailpulse.flink;

/**
 * Every operator's name and uid, side by side. A uid is never changed or used again: it is how a
 * savepoint finds the operator's state. The one that is computed, {@link #numberingUid}, is so from
 * the name of a table, which never changes either. Retired, and not to be used again: {@code
 * stamp-event-time}.
 */
enum Step {
  CONSUME_MIME("ConsumeMime", "consume-mime"),
  READ_MAIL("ReadMail", "read-mail"),
  LAND_RAW("LandRaw", "land-raw"),
  ASSIGN_THREAD("AssignThread", "assign-thread"),
  PUBLISH_RAW("PublishRaw", "publish-raw"),
  CONSUME_RAW("ConsumeRaw", "consume-raw"),
  ADMIT_MAIL("AdmitMail", "admit-mail"),
  RECALL_SEEN("RecallSeen", "deduplicate"),
  SCORE_MAIL("ScoreMail", "score-mail"),
  DEDUPLICATE_ANSWERS("DeduplicateAnswers", "deduplicate-answers"),
  SPLIT_OUTCOME("SplitOutcome", "split-outcome"),
  CONSUME_PENDING("ConsumePending", "consume-pending"),
  ADMIT_PENDING("AdmitPending", "admit-pending"),
  HOLD_PENDING("HoldPending", "hold-pending"),
  SCORE_LATER("ScoreLater", "score-later"),
  SPLIT_LATER("SplitLater", "split-later"),
  PUBLISH_PENDING("PublishPending", "publish-pending"),
  NOTICE_MERGES("NoticeMerges", "notice-merges"),
  THREAD_MOOD("ThreadMood", "thread-mood"),
  SELECT_COUNTED("SelectCounted", "select-counted"),
  ASSIGN_WINDOW_VERSION("AssignWindowVersion", "assign-window-version"),
  ASSIGN_DAY_VERSION("AssignDayVersion", "assign-day-version"),
  MOOD_WINDOWS("MoodWindows", "mood-windows"),
  THREAD_DAYS("ThreadDays", "thread-days"),
  SELECT_SENTIMENT("SelectSentiment", "select-sentiment"),
  SELECT_FIRST("SelectFirst", "select-first"),
  PUBLISH_SENTIMENT("PublishSentiment", "publish-sentiment"),
  PUBLISH_ALERTS("PublishAlerts", "publish-alerts"),
  PUBLISH_AGGREGATES("PublishAggregates", "publish-aggregates"),
  PUBLISH_THREADS("PublishThreads", "publish-threads"),
  PUBLISH_UNREAD("PublishUnread", "publish-unread"),
  PUBLISH_UNSCORED("PublishUnscored", "publish-unscored"),
  INDEX_MAIL("IndexMail", "index-mail"),
  WRITE_EMAILS("WriteEmails", "write-emails"),
  WRITE_SENTIMENT("WriteSentiment", "write-sentiment"),
  WRITE_THREAD_DAYS("WriteThreadDays", "write-thread-days");

  private final String operatorName;
  private final String uid;

  Step(String operatorName, String uid) {
    this.operatorName = operatorName;
    this.uid = uid;
  }

  /** Uid of the operator that numbers the commits of a table; the table is named for good. */
  static String numberingUid(String table) {
    return "number-commits-" + table;
  }

  /** The name in the web UI and in metrics; may change. */
  String operatorName() {
    return operatorName;
  }

  /** The identity of the operator's state; never changes. */
  String uid() {
    return uid;
  }
}
