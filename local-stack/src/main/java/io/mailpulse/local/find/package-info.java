/** What a run found: everything that the topics say, counted and held against what went in. */
package io.mailpulse.local.find;
