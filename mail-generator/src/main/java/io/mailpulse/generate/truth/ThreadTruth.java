package io.mailpulse.generate.truth;

/**
 * What is true of a thread, once all its mails are made.
 *
 * @param thread its name
 * @param tenantId tenant
 * @param mails different mails in it
 * @param sour whether it belongs to what the tenant that turns sour brought
 * @param alert whether somebody should hear of it: a person wrote in it what is surely negative
 * @param alertedBy message id of the first such mail, or null
 */
public record ThreadTruth(
    String thread, String tenantId, int mails, boolean sour, boolean alert, String alertedBy) {}
