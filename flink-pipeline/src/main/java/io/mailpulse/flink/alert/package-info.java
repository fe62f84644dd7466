/** When has a thread turned sour? One plain rule over settled negativity. */
package io.mailpulse.flink.alert;
