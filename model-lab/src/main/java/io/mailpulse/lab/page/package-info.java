/**
 * How does a report look? One layout and one style sheet for every page that is written for people;
 * whatever a template shows is escaped, and the page needs nothing but a browser.
 */
package io.mailpulse.lab.page;
