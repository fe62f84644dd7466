/**
 * How good is a model on the mail that a company gets? The golden set, its measures, and the
 * comparison of two models that decides a promotion.
 */
package io.mailpulse.lab.evaluation;
