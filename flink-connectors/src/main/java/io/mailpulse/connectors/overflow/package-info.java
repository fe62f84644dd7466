/**
 * Where do elements go that a sink has no room to keep while its store is away? To a queue outside
 * the job, from which the sink takes them back once the store is there.
 */
package io.mailpulse.connectors.overflow;
