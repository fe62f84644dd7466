/**
 * How records are named: tenants, keys and deterministic ids. Everything written outside is keyed
 * by ids from here, so that a replay overwrites and never duplicates.
 */
package io.mailpulse.schema.id;
