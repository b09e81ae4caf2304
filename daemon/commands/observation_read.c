/* SPDX-License-Identifier: ISC */
#include "daemon/commands/observation_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/json_day.h"
#include "daemon/calendar/timeframe.h"
#include "daemon/commands/families.h"
#include "daemon/text/fold.h"
#include "daemon/text/home.h"
#include "daemon/text/spelling.h"
#include "protocol/json_member.h"

#define WEEK 7

enum { DISTRICTS };

static const char *const observation_read_sql[] = {
	[DISTRICTS] = "SELECT id, name FROM district ORDER BY id",
	NULL,
};

static const struct spelling areas[] = {
	{ "vbe",
	    "våldsbejakande extremism, extremism, violent extremism, pve" },
	{ "hrv",
	    "hedersrelaterat våld och förtryck, hedersrelaterat våld, heder,"
	    " honour-related violence, honour" },
	{ "other", "övrigt, annat, övriga, brott och otrygghet, otrygghet" },
	{ 0 },
};

static const struct spelling environments[] = {
	{ "right-wing",
	    "right wing, höger, högerextrem, högerextremism, högerextremistisk,"
	    " högerextrema, högerextrem miljö, vit makt, nazism, nazistisk,"
	    " rwe" },
	{ "left-wing",
	    "left wing, vänster, vänsterextrem, vänsterextremism,"
	    " vänsterextremistisk, vänsterextrema, vänsterextrem miljö,"
	    " autonom, autonoma" },
	{ "islamist",
	    "islamistisk, islamism, islamistiska, islamistisk extremism,"
	    " våldsbejakande islamism, islamistic" },
	{ "honour",
	    "heder, hedersrelaterad, hedersrelaterat, honor, honour-related" },
	{ "other", "annan, annat, övrig, övriga, övrigt" },
	{ "unknown", "okänd, okänt, oklart, oklar, vet ej, ej känt, -" },
	{ 0 },
};

const char *const observation_environment_words[] = { "right-wing", "left-wing",
	"islamist", "honour", "other", "unknown", NULL };

const struct field observation_reading[] = {
	{ "date", FIELD_DATE, REQUIRED },
	{ "area", FIELD_WORD, REQUIRED, .words = picture_area_words },
	{ "kind", FIELD_ID, REQUIRED },
	{ "environment", FIELD_WORD, REQUIRED,
	    .words = observation_environment_words },
	{ "district", FIELD_ID, OPTIONAL },
	{ "count", FIELD_NUMBER, REQUIRED, .min = 1,
	    .max = OBSERVATION_COUNT_MAX },
	{ "same", FIELD_FLAG, OPTIONAL },
	{ 0 },
};

/* The number of each, by its folded name. */
static int load_districts(struct invocation *invocation, json_t *districts,
    int64_t *last, struct err *err)
{
	struct rows rows = store_query(
	    invocation->store, observation_read_sql, DISTRICTS, BIND_NONE);
	int result;

	*last = 0;
	while ((result = rows_next(&rows, err)) == 1) {
		*last = rows_integer(&rows, 0);
		json_object_set_new(districts,
		    fold_name(invocation->arena, rows_text(&rows, 1)),
		    json_integer(*last));
	}
	return result;
}

int observation_reader_open(struct observation_reader *reader,
    struct invocation *invocation, struct err *err)
{
	*reader = (struct observation_reader){
		.invocation = invocation,
		.districts = json_object(),
		.known = json_object(),
		.today = invocation_today(invocation),
	};
	if (kinds_load(&reader->kinds, invocation, err) == 0 &&
	    load_districts(invocation, reader->districts,
		&reader->last_district, err) == 0)
		return 0;
	observation_reader_close(reader);
	return -1;
}

void observation_reader_close(struct observation_reader *reader)
{
	kinds_release(&reader->kinds);
	json_decref(reader->districts);
	json_decref(reader->known);
	*reader = (struct observation_reader){ 0 };
}

/* A day, or a week of seven. */
static int observation_read_date(struct observation_reader *reader,
    const char *text, json_t *reading, struct err *err)
{
	struct timeframe timeframe = timeframe_read(text, reader->year);

	if (timeframe.kind != TIMEFRAME_FIXED ||
	    !day_is_some(timeframe.start) || !day_is_some(timeframe.end) ||
	    day_between(timeframe.start, timeframe.end) >= WEEK ||
	    (timeframe.vague && reader->year == 0))
		return err_set(err, ERR_INVALID,
		    "date: is no day and no week: write it as 2026-03-02, or"
		    " as v. 10 2026");
	if (!day_is_meant(timeframe.start))
		return err_set(err, ERR_INVALID,
		    "date: is not from %d to %d: look at the year",
		    YEAR_MEANT_MIN, YEAR_MEANT_MAX);
	if (day_compare(timeframe.start, reader->today) > 0)
		return err_set(err, ERR_INVALID,
		    "date: is in the future: give the day on which it was"
		    " seen");
	json_object_set_new(reading, "date", json_day(timeframe.start));
	return 0;
}

static const struct kind *observation_find_kind(
    struct observation_reader *reader, const char *text)
{
	const char *name =
	    arena_printf(reader->invocation->arena, "kind: %s", text);
	int64_t known = json_number(reader->known, name);
	const struct kind *kind;

	if (known > 0)
		return &reader->kinds.list[known - 1];
	kind = kinds_find(&reader->kinds, reader->invocation->arena, text);
	if (kind != NULL)
		json_object_set_new(reader->known, name,
		    json_integer(kind - reader->kinds.list + 1));
	return kind;
}

static int observation_read_kind(struct observation_reader *reader,
    const char *text, const struct kind **kind, struct err *err)
{
	*kind = observation_find_kind(reader, text);
	if (*kind == NULL)
		return err_set(err, ERR_INVALID,
		    "kind: there is no kind \"%s\": planvakt kind list shows"
		    " those there are, a coordinator adds one with kind add",
		    text);
	if ((*kind)->retired)
		return err_set(err, ERR_INVALID,
		    "kind: \"%s\" was retired: planvakt kind list shows those"
		    " in use",
		    (*kind)->name);
	return 0;
}

static const char *find_word(struct observation_reader *reader,
    const char *name, const char *text, const struct spelling *list)
{
	const char *key =
	    arena_printf(reader->invocation->arena, "%s: %s", name, text);
	const char *word = json_text(reader->known, key);

	if (word != NULL)
		return word;
	word = spelling_word(reader->invocation->arena, text, list);
	if (word != NULL)
		json_object_set_new(reader->known, key, json_string(word));
	return word;
}

/* A word of a closed set; `otherwise` where none was given. */
static int observation_read_word(struct observation_reader *reader,
    const json_t *row, const char *name, const struct spelling *list,
    const char *otherwise, json_t *reading, struct err *err)
{
	const char *text = json_text(row, name), *word = otherwise;
	char words[128] = "";

	if (text != NULL)
		word = find_word(reader, name, text, list);
	if (word != NULL) {
		json_object_set_new(reading, name, json_string(word));
		return 0;
	}
	for (; list->word != NULL; list++)
		snprintf(words + strlen(words), sizeof(words) - strlen(words),
		    " %s", list->word);
	return err_set(err, ERR_INVALID, "%s: is none of:%s", name, words);
}

static void read_district(
    struct observation_reader *reader, const char *text, json_t *reading)
{
	const char *folded;
	json_t *known;

	if (text == NULL || text[0] == '\0')
		return;
	folded = fold_name(reader->invocation->arena, text);
	known = json_object_get(reader->districts, folded);
	if (known == NULL) {
		known = json_integer(++reader->last_district);
		json_object_set_new(reader->districts, folded, known);
	}
	json_object_set(reading, "district", known);
}

/* "3", and nothing else: a guess would be counted. */
static int read_count(const json_t *count, json_t *reading, struct err *err)
{
	int64_t number = json_is_integer(count) ? json_integer_value(count) : 1;
	const char *text = json_string_value(count);
	char *end = NULL;

	if (text != NULL && text[0] != '\0') {
		number = strspn(text, "0123456789") <= 7
		    ? strtol(text, &end, 10)
		    : 0;
		number = end != NULL && *end == '\0' ? number : 0;
	}
	if (number < 1 || number > OBSERVATION_COUNT_MAX)
		return err_set(err, ERR_INVALID,
		    "count: is no number from 1 to %d: write how many, in"
		    " digits",
		    OBSERVATION_COUNT_MAX);
	json_object_set_new(reading, "count", json_integer(number));
	return 0;
}

static int check_homes(
    struct observation_reader *reader, const json_t *row, struct err *err)
{
	static const char *const names[] = { "text", "place", "district",
		"source" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *text = json_text(row, names[i]);

		if (text != NULL && home_found(reader->invocation->arena, text))
			return err_set(err, ERR_INVALID,
			    "%s: looks like somebody's home address: an"
			    " observation is of a public place; leave out the"
			    " apartment and the stairs",
			    names[i]);
	}
	return 0;
}

int observation_read_row(struct observation_reader *reader, const json_t *row,
    json_t *reading, struct err *err)
{
	const struct kind *kind = NULL;

	if (observation_read_date(
		reader, json_text(row, "date"), reading, err) != 0 ||
	    observation_read_kind(reader, json_text(row, "kind"), &kind, err) !=
		0 ||
	    observation_read_word(
		reader, row, "area", areas, kind->area, reading, err) != 0 ||
	    observation_read_word(reader, row, "environment", environments,
		"unknown", reading, err) != 0 ||
	    read_count(json_object_get(row, "count"), reading, err) != 0 ||
	    check_homes(reader, row, err) != 0)
		return -1;
	json_object_set_new(reading, "kind", json_integer(kind->id));
	read_district(reader, json_text(row, "district"), reading);
	return 0;
}

const struct family observation_read_family = {
	NULL,
	observation_read_sql,
};
