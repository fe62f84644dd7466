/** Addresses in headers: parsing, normal form and the tenant's address policy. */
package io.mailpulse.mail.address;
