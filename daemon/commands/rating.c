/* SPDX-License-Identifier: ISC */
#include "daemon/commands/rating.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/families.h"
#include "daemon/commands/rating_read.h"
#include "daemon/text/fold.h"
#include "protocol/json_member.h"

#define FIGURES_MAX 50
#define FIGURE_NAME 80
#define FIGURE_UNIT 20
/* Digits before the decimal mark and behind it. */
#define WHOLE_MAX    15
#define DECIMALS_MAX 6
#define VALUE_MAX    24

#define NOT_RATED "ej bedömt"

enum { PUT, BANDS };

static const char *const rating_sql[] = {
	/* What was said last is what stands; the log has the rest. */
	[PUT] = "INSERT INTO rating VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
		" ON CONFLICT (activity, period) DO UPDATE SET band = ?3,"
		" comment = ?4, figures = ?5, at = ?6, by = ?7"
		" WHERE band <> ?3 OR comment <> ?4 OR figures <> ?5",
	[BANDS] = "SELECT iif(p.bands = '[]', " BANDS_DEFAULT ", p.bands),"
		  " p.bands = '[]' FROM activity a"
		  " JOIN plan p ON p.code = a.plan WHERE a.id = ?1",
	NULL,
};

/* --- which band is meant --- */

/* The default bands in English, in their order. */
static const char *const english[] = { "reached", "nearly", "not reached",
	"not rated", NULL };

/* The band that the words are, or the only one that begins with them or has
 * them in it; NULL. */
static const char *rating_band_of(
    const struct invocation *invocation, const json_t *bands, const char *text)
{
	struct arena *arena = invocation->arena;
	const char *folded = fold_name(arena, text), *begins = NULL;
	const char *within = NULL;
	size_t length = strlen(folded), i;
	int beginning = 0, having = 0;
	json_t *band;

	json_array_foreach ((json_t *)(uintptr_t)bands, i, band) {
		const char *words = json_string_value(band);
		const char *other = fold_name(arena, words);

		if (strcmp(other, folded) == 0)
			return words;
		if (strncmp(other, folded, length) == 0) {
			begins = words;
			beginning++;
		}
		if (strstr(other, folded) != NULL) {
			within = words;
			having++;
		}
	}
	if (length == 0)
		return NULL;
	return beginning == 1 ? begins : having == 1 ? within : NULL;
}

static const char *english_band(
    const struct invocation *invocation, const json_t *bands, const char *text)
{
	const char *folded = fold_name(invocation->arena, text);

	for (size_t i = 0; english[i] != NULL; i++)
		if (strcmp(folded, english[i]) == 0)
			return json_string_value(json_array_get(bands, i));
	return NULL;
}

static int refuse_band(const json_t *bands, struct err *err)
{
	struct buffer list = { 0 };
	json_t *band;
	size_t i;

	json_array_foreach ((json_t *)(uintptr_t)bands, i, band)
		buffer_printf(
		    &list, "%s%s", i > 0 ? ", " : "", json_string_value(band));
	err_set(
	    err, ERR_INVALID, "band: is none of the plan's: %s", list.bytes);
	buffer_free(&list);
	return -1;
}

static int rating_find_band(struct invocation *invocation, const json_t *bands,
    bool own, struct err *err)
{
	const char *text = param_text(invocation, "band");
	const char *band = rating_band_of(invocation, bands, text);

	if (band == NULL && !own)
		band = english_band(invocation, bands, text);
	if (band == NULL &&
	    (strcmp(fold_name(invocation->arena, text), NOT_RATED) == 0 ||
		strcmp(text, "not rated") == 0))
		band = NOT_RATED;
	if (band == NULL)
		return refuse_band(bands, err);
	reading_put_text(invocation, "band", band);
	return 0;
}

static int rating_read_band(
    struct invocation *invocation, int64_t id, struct err *err)
{
	struct rows rows = store_query(
	    invocation->store, rating_sql, BANDS, BIND(INTEGER(id)));
	json_t *bands = NULL;
	bool own = false;
	int result = rows_next(&rows, err);

	if (result == 1) {
		bands = json_loads(rows_text(&rows, 0), 0, NULL);
		own = rows_integer(&rows, 1) == 0;
	}
	rows_end(&rows);
	if (result == 1)
		result = rating_find_band(invocation, bands, own, err);
	json_decref(bands);
	return result;
}

/* --- figures --- */

/* Whole digits, and a decimal comma or point: no more than a number that
 * everybody keeps exactly. */
static bool is_figure(const char *text)
{
	size_t whole, decimals = 0;

	text += *text == '-' || *text == '+';
	whole = strspn(text, "0123456789");
	text += whole;
	if (*text == ',' || *text == '.') {
		decimals = strspn(text + 1, "0123456789");
		text += 1 + decimals;
		if (decimals == 0)
			return false;
	}
	return *text == '\0' && whole > 0 && whole <= WHOLE_MAX &&
	    decimals <= DECIMALS_MAX;
}

static int check_figures(const json_t *figures, struct err *err)
{
	json_t *seen = json_object(), *figure;
	int result = 0;
	size_t i;

	json_array_foreach ((json_t *)(uintptr_t)figures, i, figure) {
		const char *name = json_text(figure, "name");

		if (!is_figure(json_text(figure, "value")))
			result = err_set(err, ERR_INVALID,
			    "figures: the value of \"%.80s\" is not a number of"
			    " at most %d digits and %d decimals: write it as"
			    " 412000 or 12,5",
			    name, WHOLE_MAX, DECIMALS_MAX);
		else if (json_object_get(seen, name) != NULL)
			result = err_set(err, ERR_INVALID,
			    "figures: \"%.80s\" is there twice", name);
		if (result != 0)
			break;
		json_object_set_new(seen, name, json_true());
	}
	json_decref(seen);
	return result;
}

/* With a decimal point, and without a plus. */
static json_t *figure_value(const char *text)
{
	json_t *value;
	struct buffer plain = { 0 };

	text += *text == '+';
	buffer_text(&plain, text);
	for (char *at = plain.bytes; at != NULL && *at != '\0'; at++)
		if (*at == ',')
			*at = '.';
	value = json_string(plain.bytes);
	buffer_free(&plain);
	return value;
}

/* As they are kept: texts, so that no reader makes another number of one. */
static const char *figures_kept(const struct invocation *invocation)
{
	json_t *kept = json_array(), *figure;
	const char *text;
	size_t i;

	json_array_foreach (param_list(invocation, "figures"), i, figure)
		json_array_append_new(kept,
		    json_pack("{s:s, s:o, s:s?}", "name",
			json_text(figure, "name"), "value",
			figure_value(json_text(figure, "value")), "unit",
			json_text(figure, "unit")));
	text = invocation_json(invocation, kept);
	json_decref(kept);
	return text;
}

/* --- commands --- */

static int rating_read(struct invocation *invocation, struct err *err)
{
	char period[YEAR_PART_TEXT];

	if (rating_read_period(invocation, period, err) != 0 ||
	    check_figures(param_list(invocation, "figures"), err) != 0)
		return -1;
	reading_put_text(invocation, "period", period);
	return rating_read_band(
	    invocation, param_integer(invocation, "id", 0), err);
}

/* Of what is done, given up or carried, too: a year is rated when it is
 * over. */
static int rating_set(struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0);
	const char *comment = param_text(invocation, "comment");
	const char *period = reading_text(invocation, "period");
	struct activity_state state;

	if (activity_find(invocation, id, &state, err) != 0 ||
	    store_run(invocation->store, rating_sql, PUT,
		BIND(INTEGER(id), TEXT(period),
		    TEXT(reading_text(invocation, "band")),
		    TEXT(comment != NULL ? comment : ""),
		    TEXT(figures_kept(invocation)),
		    INTEGER(invocation->now.seconds),
		    TEXT(invocation->principal->name)),
		err) != 0)
		return -1;
	invocation->unchanged = store_changed(invocation->store) == 0;
	if (!invocation->unchanged && activity_touch(invocation, id, err) != 0)
		return -1;
	return rating_one(invocation, id, period, err);
}

static const struct field figure_fields[] = {
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = FIGURE_NAME },
	{ "value", FIELD_LINE, REQUIRED, .min = 1, .max = VALUE_MAX },
	{ "unit", FIELD_LINE, OPTIONAL, .min = 1, .max = FIGURE_UNIT },
	{ 0 },
};

static const struct field set_fields[] = {
	{ "id", FIELD_ID, REQUIRED, .unlisted = true },
	{ "period", FIELD_LINE, REQUIRED, .min = 1, .max = PERIOD_WORDS_MAX },
	{ "band", FIELD_LINE, REQUIRED, .min = 1, .max = BAND_MAX },
	{ "comment", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG },
	{ "figures", FIELD_OBJECT, OPTIONAL, .row = figure_fields,
	    .many = FIGURES_MAX },
	{ 0 },
};

static const struct field rating_reading[] = {
	{ "period", FIELD_LINE, REQUIRED, .max = PERIOD_WORDS_MAX },
	{ "band", FIELD_LINE, OPTIONAL, .max = BAND_MAX },
	{ 0 },
};

static const struct command rating_commands[] = {
	{ "rating.set", ACCESS_LEAD, WRITES, set_fields, rating_set,
	    rating_read, rating_reading },
	{ 0 },
};

const struct family rating_family = {
	rating_commands,
	rating_sql,
};
