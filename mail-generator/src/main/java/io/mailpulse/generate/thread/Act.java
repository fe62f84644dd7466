package io.mailpulse.generate.thread;

import io.mailpulse.generate.language.Key;

/** What a mail does in its thread. */
enum Act {
  QUESTION(Role.CUSTOMER, Key.QUESTION, "neutral", Certainty.CERTAIN),
  NOTICE(Role.CUSTOMER, Key.NOTICE, "neutral", Certainty.CERTAIN),
  COMPLAINT(Role.CUSTOMER, Key.COMPLAINT, "negative", Certainty.CERTAIN),
  ANGER(Role.CUSTOMER, Key.ANGER, "negative", Certainty.CERTAIN),
  THANKS(Role.CUSTOMER, Key.THANKS, "positive", Certainty.CERTAIN),
  ASK(Role.AGENT, Key.ASK, "neutral", Certainty.MEANT),
  ANSWER(Role.AGENT, Key.ANSWER, "neutral", Certainty.MEANT),
  /** An agent passes on, as an attachment, what a customer wrote to him. */
  FORWARD(Role.AGENT, Key.ASK, "neutral", Certainty.MEANT),
  AWAY(Role.AGENT, Key.AWAY, "neutral", Certainty.MEANT),
  NEWS(Role.COMPANY, Key.NEWS, "neutral", Certainty.MEANT),
  BOUNCE(Role.MACHINE, Key.ANSWER, "neutral", Certainty.MEANT);

  /** Who writes. */
  enum Role {
    CUSTOMER,
    AGENT,
    COMPANY,
    MACHINE
  }

  /** Whether readers would agree on the label, or it is only what was meant. */
  enum Certainty {
    CERTAIN,
    MEANT
  }

  private final Role role;
  private final Key key;
  private final String label;
  private final Certainty certainty;

  Act(Role role, Key key, String label, Certainty certainty) {
    this.role = role;
    this.key = key;
    this.label = label;
    this.certainty = certainty;
  }

  Role role() {
    return role;
  }

  Key key() {
    return key;
  }

  String label() {
    return label;
  }

  boolean isCertain() {
    return certainty == Certainty.CERTAIN;
  }

  String kind() {
    return switch (this) {
      case AWAY -> "auto_reply";
      case NEWS -> "bulk";
      case BOUNCE -> "delivery_report";
      default -> "person";
    };
  }
}
