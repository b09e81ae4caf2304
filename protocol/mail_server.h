/* SPDX-License-Identifier: ISC */
/* How a mail server is written: smtp://HOST[:PORT] or smtps://HOST[:PORT]. */
#ifndef PROTOCOL_MAIL_SERVER_H
#define PROTOCOL_MAIL_SERVER_H

#include <stdbool.h>

#define MAIL_SERVER_MAX 300 /* bytes */

/* What is wrong with it, to follow its name; NULL where nothing is. HOST is a
 * name, an IPv4 address or an IPv6 one in brackets (RFC 3986, section 3.2.2).
 * Static. */
const char *mail_server_wrong(const char *text);

/* Of one that is not wrong: TLS from its first byte, smtps. */
bool mail_server_is_sealed(const char *text);

/* Of one that is not wrong: it is this machine, by name or by address. */
bool mail_server_is_here(const char *text);

#endif
