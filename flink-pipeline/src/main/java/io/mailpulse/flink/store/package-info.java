/**
 * What of a mail does each store hold? Rows of the warehouse's tables and documents of the search
 * index; the stores themselves know no mail.
 */
package io.mailpulse.flink.store;
