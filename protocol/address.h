/* SPDX-License-Identifier: ISC */
/* What a mail address is: one rule for all that takes one in and all that hands
 * mail over. */
#ifndef PROTOCOL_ADDRESS_H
#define PROTOCOL_ADDRESS_H

#include <stdbool.h>

/* What is wrong with an address, to follow its name; NULL where nothing is. The
 * everyday form of RFC 5321's Mailbox, section 4.1.2: a Dot-string and a domain
 * of names, lengths as in 4.5.3.1 and RFC 1035, 2.3.4; without a slash, for a
 * mailbox is a folder, and without a hyphen in front, for a program could take
 * it for an option. Static. */
const char *address_wrong(const char *text);

/* Of a list: bytes without its end. */
#define ADDRESSES_MAX 1000

/* The same of one address or several, each once, as addresses_write() parts
 * them. */
const char *addresses_wrong(const char *text);

/* Copies the next address of a list, which is not wrong, and moves *list behind
 * it; false at its end. An address is at most 254 bytes. */
bool addresses_next(const char **list, char address[256]);

/* Writes a list as it is kept, its addresses parted by ", ", from one whose
 * parts a comma, a semicolon or blanks part. False where it is too long. */
bool addresses_write(char list[ADDRESSES_MAX + 1], const char *text);

/* Whether the address is one of the list, in whatever case. */
bool addresses_have(const char *list, const char *address);

#endif
