/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/zone.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAY_SECONDS 86400
#define ZONE_FOLDER "/usr/share/zoneinfo"
#define ZONE_CHARACTERS                                                        \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/"
#define ZONE_MAGIC "TZif" /* RFC 8536, section 3.1 */

/* A name of tzdata, which never leaves its folder. "right/" counts leap
 * seconds, which the instants of UTC here do not. */
static bool is_zone_name(const char *name)
{
	size_t length = strlen(name);

	return length > 0 && length < ZONE_NAME_MAX && name[0] != '/' &&
	    name[length - 1] != '/' && strstr(name, "//") == NULL &&
	    strspn(name, ZONE_CHARACTERS) == length &&
	    strncmp(name, "right/", strlen("right/")) != 0;
}

/* The C library takes an unknown name for UTC without a word. */
static bool tzdata_has(const char *name)
{
	const char *folder = getenv("TZDIR");
	char path[4096], magic[sizeof(ZONE_MAGIC) - 1];
	bool found;
	FILE *file;
	int length = snprintf(path, sizeof(path), "%s/%s",
	    folder != NULL ? folder : ZONE_FOLDER, name);

	if (length < 0 || (size_t)length >= sizeof(path) ||
	    (file = fopen(path, "re")) == NULL)
		return false;
	found = fread(magic, sizeof(magic), 1, file) == 1 &&
	    memcmp(magic, ZONE_MAGIC, sizeof(magic)) == 0;
	fclose(file);
	return found;
}

int zone_check(const char *name, struct err *err)
{
	if (!is_zone_name(name))
		return err_set(err, ERR_INVALID,
		    "\"%.*s\" is not a time zone's name; write one of tzdata, "
		    "like %s",
		    ZONE_NAME_MAX, name, ZONE_DEFAULT);
	if (!tzdata_has(name))
		return err_set(err, ERR_INVALID,
		    "tzdata has no time zone \"%s\"; check the spelling and "
		    "that the package tzdata is installed",
		    name);
	return 0;
}

int zone_set(const char *name, struct err *err)
{
	char value[ZONE_NAME_MAX + 1];

	if (zone_check(name, err) != 0)
		return -1;
	/* The colon keeps the name from being read as a rule like CET-1. */
	snprintf(value, sizeof(value), ":%s", name);
	if (setenv("TZ", value, 1) != 0)
		abort();
	tzset();
	return 0;
}

const char *zone_name(void)
{
	const char *value = getenv("TZ");

	return value != NULL && value[0] == ':' ? value + 1 : "UTC";
}

/* Seconds east of UTC at an instant. */
static int offset_at(int64_t seconds)
{
	time_t time = seconds;
	struct tm tm;
	const struct tm *known = localtime_r(&time, &tm);

	assert(known != NULL); /* a year that int can count */
	return (int)tm.tm_gmtoff;
}

static int64_t floor_remainder(int64_t a, int64_t b)
{
	return (a % b + b) % b;
}

struct local_time zone_local(struct instant instant)
{
	int offset = offset_at(instant.seconds);
	int64_t seconds = instant.seconds + offset;
	int within = (int)floor_remainder(seconds, DAY_SECONDS);

	return (struct local_time){
		.day = { (int32_t)((seconds - within) / DAY_SECONDS) },
		.hour = within / 3600,
		.minute = within / 60 % 60,
		.second = within % 60,
		.offset = offset,
	};
}

struct instant zone_instant(struct day day, int hour, int minute, int second)
{
	int64_t local = (int64_t)day.number * DAY_SECONDS + hour * 3600 +
	    minute * 60 + second;
	/* Zones are within 15 hours of UTC and change less than once in two
	 * days, so one of these two offsets holds, or the time is skipped. */
	int before = offset_at(local - DAY_SECONDS);
	int after = offset_at(local + DAY_SECONDS);

	if (offset_at(local - before) != before &&
	    offset_at(local - after) == after)
		return (struct instant){ local - after };
	return (struct instant){ local - before };
}

/* Two digits below `end`; -1 where there are none. */
static int two_digits(const char *text, int end)
{
	int number;

	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return -1;
	number = (text[0] - '0') * 10 + (text[1] - '0');
	return number < end ? number : -1;
}

bool zone_read(const char *text, struct instant *instant)
{
	size_t length = strlen(text);
	char date[DAY_TEXT] = "";
	struct day day;
	int hour, minute, second = 0;

	if (length != strlen("YYYY-MM-DDTHH:MM") &&
	    length != strlen("YYYY-MM-DDTHH:MM:SS"))
		return false;
	memcpy(date, text, DAY_TEXT - 1);
	hour = two_digits(text + 11, 24);
	minute = two_digits(text + 14, 60);
	if (text[16] != '\0')
		second = text[16] == ':' ? two_digits(text + 17, 60) : -1;
	if (!day_read(date, &day) || text[10] != 'T' || text[13] != ':' ||
	    hour < 0 || minute < 0 || second < 0)
		return false;
	*instant = zone_instant(day, hour, minute, second);
	return true;
}
