package io.mailpulse.mail.identity;

/** When two mails with one Message-ID are the same mail. */
public enum MailIdentity {
  /**
   * If they were sent at the same time: forms and gateways give one id to many mails, and no copy
   * of a mail has another Date.
   */
  MESSAGE_ID_AND_DATE,

  /** Always, as before version 0.2: keeps the ids of records that are stored already. */
  MESSAGE_ID
}
