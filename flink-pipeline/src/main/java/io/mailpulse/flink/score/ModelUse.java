package io.mailpulse.flink.score;

import io.mailpulse.flink.config.PipelineConfig.Scoring;
import java.io.Serializable;

/**
 * Which model is asked, how, and for what of a mail.
 *
 * @param model opens it
 * @param settings batches, threads, patience
 * @param attachments what becomes of attached files, per tenant
 */
public record ModelUse(ScoringModel model, Scoring settings, AttachmentUses attachments)
    implements Serializable {}
