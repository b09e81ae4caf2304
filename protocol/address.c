/* SPDX-License-Identifier: ISC */
#include "protocol/address.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "protocol/translate.h"

#define ADDRESS_MAX 254 /* RFC 5321, 4.5.3.1.3, without the angle brackets */
#define LOCAL_MAX   64  /* 4.5.3.1.1 */
#define LABEL_MAX   63  /* RFC 1035, 2.3.4 */
#define ALPHANUMERIC                                                           \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

/* Words of `allowed`, each of 1 to `max` bytes, with a dot between them. */
static bool is_dotted(
    const char *text, size_t length, const char *allowed, size_t max)
{
	for (const char *at = text;; at++) {
		size_t word = strspn(at, allowed);

		if (word == 0 || word > max)
			return false;
		at += word;
		if (at == text + length)
			return true;
		if (*at != '.')
			return false;
	}
}

/* No label begins or ends with a hyphen. */
static bool is_domain(const char *text)
{
	size_t length = strlen(text);

	return is_dotted(text, length, ALPHANUMERIC "-", LABEL_MAX) &&
	    text[0] != '-' && text[length - 1] != '-' &&
	    strstr(text, ".-") == NULL && strstr(text, "-.") == NULL;
}

static bool has_letters_beyond(const char *text)
{
	while (*text > 0)
		text++;
	return *text != '\0';
}

const char *address_wrong(const char *text)
{
	const char *sign = strchr(text, '@');

	if (sign != NULL && sign > text && has_letters_beyond(sign + 1))
		return N_(
		    "is not a mail address: a domain with other letters than"
		    " a-z is written as its xn-- name (RFC 5891),"
		    " xn--rebro-iua.example for örebro.example");
	if (sign == NULL ||
	    !is_dotted(text, (size_t)(sign - text),
		ALPHANUMERIC "!#$%&'*+-/=?^_`{|}~", LOCAL_MAX) ||
	    text[0] == '-' || !is_domain(sign + 1))
		return N_("is not a mail address: write it as name@example.se");
	if (sign - text > LOCAL_MAX || strlen(text) > ADDRESS_MAX)
		return N_(
		    "is not a mail address: over 254 characters, or over 64"
		    " before the @");
	return NULL;
}

/* --- several --- */

#define SEPARATOR ", "

bool addresses_next(const char **list, char address[256])
{
	size_t length = strcspn(*list, ",");

	if (length == 0)
		return false;
	snprintf(address, 256, "%.*s", (int)length, *list);
	*list += length;
	*list += strspn(*list, SEPARATOR);
	return true;
}

bool addresses_have(const char *list, const char *address)
{
	char one[256];

	while (addresses_next(&list, one))
		if (strcasecmp(one, address) == 0)
			return true;
	return false;
}

bool addresses_write(char list[ADDRESSES_MAX + 1], const char *text)
{
	static const char parts[] = ",; \t";
	size_t length = 0;

	list[0] = '\0';
	for (text += strspn(text, parts); *text != '\0';
	     text += strspn(text, parts)) {
		size_t word = strcspn(text, parts);

		if (length + word + strlen(SEPARATOR) > ADDRESSES_MAX)
			return false;
		length +=
		    (size_t)snprintf(list + length, ADDRESSES_MAX + 1 - length,
			"%s%.*s", length > 0 ? SEPARATOR : "", (int)word, text);
		text += word;
	}
	return true;
}

/* Each is looked at as it stands between the separators. */
const char *addresses_wrong(const char *text)
{
	char again[ADDRESSES_MAX + 1], one[256];
	const char *wrong = NULL, *rest = text;

	if (!addresses_write(again, text) || strcmp(again, text) != 0)
		return N_(
		    "is no list of mail addresses: write them with a comma"
		    " and a blank between");
	if (text[0] == '\0')
		return address_wrong(text);
	while (wrong == NULL && *rest != '\0' && strcspn(rest, ",") < 256 &&
	    addresses_next(&rest, one)) {
		wrong = address_wrong(one);
		if (wrong == NULL && addresses_have(rest, one))
			wrong = N_("has a mail address twice");
	}
	return wrong != NULL || *rest == '\0' ? wrong : address_wrong(rest);
}
