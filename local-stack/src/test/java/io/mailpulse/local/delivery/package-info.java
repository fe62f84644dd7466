/**
 * What reaches the topics when the job fails on the way: the real broker and a lost task manager.
 */
package io.mailpulse.local.delivery;
