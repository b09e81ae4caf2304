/* SPDX-License-Identifier: ISC */
#include "protocol/mail_server.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "protocol/translate.h"

#define NAME_MAX_BYTES 253 /* RFC 1035, section 2.3.4 */

static const char digits[] = "0123456789";
static const char name_bytes[] = "abcdefghijklmnopqrstuvwxyz"
				 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";

/* Behind the scheme; NULL where there is none of the two. */
static const char *mail_server_host(const char *text)
{
	if (strncmp(text, "smtp://", 7) == 0)
		return text + 7;
	return strncmp(text, "smtps://", 8) == 0 ? text + 8 : NULL;
}

/* Copies what stands in brackets; the bytes that it takes with them, 0 where it
 * is no address. */
static size_t bracketed(const char *host, char inside[INET6_ADDRSTRLEN])
{
	struct in6_addr ignored;
	size_t length = strcspn(host + 1, "]");

	if (host[0] != '[' || host[1 + length] != ']' ||
	    length >= INET6_ADDRSTRLEN)
		return 0;
	snprintf(inside, INET6_ADDRSTRLEN, "%.*s", (int)length, host + 1);
	return inet_pton(AF_INET6, inside, &ignored) == 1 ? length + 2 : 0;
}

static size_t host_length(const char *host)
{
	char inside[INET6_ADDRSTRLEN];
	size_t length = strspn(host, name_bytes);

	if (host[0] == '[')
		return bracketed(host, inside);
	if (length == 0 || length > NAME_MAX_BYTES || host[0] == '-' ||
	    host[0] == '.' || strstr(host, "..") != NULL)
		return 0;
	return length;
}

static bool port_is_right(const char *port)
{
	size_t length = strspn(port, digits);
	int number = 0;

	if (length == 0 || length > 5 || port[length] != '\0')
		return false;
	for (size_t i = 0; i < length; i++)
		number = number * 10 + (port[i] - '0');
	return number >= 1 && number <= 65535;
}

const char *mail_server_wrong(const char *text)
{
	const char *host = mail_server_host(text);
	const char *rest;

	if (host == NULL)
		return N_("is no mail server: write smtp://HOST:PORT or"
			  " smtps://HOST:PORT");
	if (host_length(host) == 0)
		return N_("names no host: write smtp://HOST:PORT, for example"
			  " smtp://mail.kommunen.example:587");
	rest = host + host_length(host);
	if (*rest == '\0' || (*rest == ':' && port_is_right(rest + 1)))
		return NULL;
	if (*rest == ':')
		return N_("has no port from 1 to 65535 behind the colon");
	return N_("has something behind the host: write smtp://HOST:PORT, and"
		  " login and password_file on lines of their own");
}

bool mail_server_is_sealed(const char *text)
{
	return strncmp(text, "smtps:", 6) == 0;
}

bool mail_server_is_here(const char *text)
{
	const char *host = mail_server_host(text);
	char name[NAME_MAX_BYTES + 1], inside[INET6_ADDRSTRLEN];
	struct in6_addr six;
	struct in_addr four;

	if (host == NULL)
		return false;
	if (host[0] == '[')
		return bracketed(host, inside) > 0 &&
		    inet_pton(AF_INET6, inside, &six) == 1 &&
		    IN6_IS_ADDR_LOOPBACK(&six);
	snprintf(name, sizeof(name), "%.*s", (int)host_length(host), host);
	if (inet_pton(AF_INET, name, &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	return strcasecmp(name, "localhost") == 0;
}
