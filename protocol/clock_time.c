/* SPDX-License-Identifier: ISC */
#include "protocol/clock_time.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *skip_clock(const char *text)
{
	static const char *const words[] = { "klockan", "kl" };

	text += strspn(text, " ");
	for (size_t i = 0; i < 2; i++)
		if (strncasecmp(text, words[i], strlen(words[i])) == 0) {
			text += strlen(words[i]);
			break;
		}
	return text + strspn(text, ". ");
}

/* One or two digits. */
static int number_of(const char *text, size_t digits)
{
	return digits == 1 ? text[0] - '0'
			   : 10 * (text[0] - '0') + text[1] - '0';
}

/* ":00 AM", of a cell that is a time to a spreadsheet: the seconds are passed
 * over. False where the hour is none of twelve. */
static bool skip_seconds(const char **text, int *hour)
{
	const char *at = *text;
	bool later;

	if (*at == ':' && strspn(at + 1, "0123456789") == 2)
		at += 3;
	at += strspn(at, " ");
	later = strncasecmp(at, "pm", 2) == 0;
	if (later || strncasecmp(at, "am", 2) == 0) {
		if (*hour > 12)
			return false;
		*hour = *hour % 12 + (later ? 12 : 0);
		at += 2;
	}
	*text = at + strspn(at, " ");
	return true;
}

bool clock_time_read(const char *text, char time[CLOCK_TIME])
{
	int hour, minute = 0;
	size_t digits;

	text = skip_clock(text);
	digits = strspn(text, "0123456789");
	if (digits < 1 || digits > 2)
		return false;
	hour = number_of(text, digits);
	text += digits;
	if ((*text == ':' || *text == '.') &&
	    strspn(text + 1, "0123456789") == 2) {
		minute = number_of(text + 1, 2);
		text += 3;
	}
	if (!skip_seconds(&text, &hour))
		return false;
	/* What comes after a dash is when it ends. */
	if (hour > 23 || minute > 59 ||
	    (*text != '\0' && *text != '-' && strncmp(text, "–", 3) != 0))
		return false;
	snprintf(time, CLOCK_TIME, "%02u:%02u", (unsigned)hour % 24,
	    (unsigned)minute % 60);
	return true;
}
