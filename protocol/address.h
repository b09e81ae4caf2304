/* SPDX-License-Identifier: ISC */
/* What a mail address is: one rule for all that takes one in and all that hands
 * mail over. */
#ifndef PROTOCOL_ADDRESS_H
#define PROTOCOL_ADDRESS_H

/* What is wrong with an address, to follow its name; NULL where nothing is. The
 * everyday form of RFC 5321's Mailbox, section 4.1.2: a Dot-string and a domain
 * of names, lengths as in 4.5.3.1 and RFC 1035, 2.3.4; without a slash, for a
 * mailbox is a folder, and without a hyphen in front, for a program could take
 * it for an option. Static. */
const char *address_wrong(const char *text);

#endif
