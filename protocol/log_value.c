/* SPDX-License-Identifier: ISC */
#include "protocol/log_value.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "protocol/day_words.h"
#include "protocol/delivery_words.h"
#include "protocol/interval_words.h"
#include "protocol/period_words.h"
#include "protocol/translate.h"
#include "protocol/utf8.h"

/* After how many characters a value is cut (daemon/commands/log_params.c). */
#define VALUE_CUT 80

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* What a param says where it is "yes", and where it is empty, for those that
 * their name does not say it of. */
static const struct {
	const char *name, *set, *unset;
} flags[] = {
	{ "external", N_("an external party"), NULL },
	{ "remove_escalation", N_("without escalation"), NULL },
	{ "escalation", NULL, N_("without escalation") },
	{ "statutory", N_("followed up by law"), NULL },
	{ "off", N_("off"), NULL },
	{ "yearly", N_("every year"), NULL },
	{ "again", N_("recorded anew"), NULL },
	{ "skip_invalid", N_("rows that were wrong were left out"), NULL },
	{ "dry_run", N_("as a dry run"), NULL },
	{ "quiet", N_("with quiet periods in July and at Christmas"), NULL },
	{ "committee_of", NULL, N_("no committee") },
	{ "time", NULL, N_("without a time of its own") },
};

/* Whether one of the names is it. */
static bool log_value_among(
    const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Whether the values of a param are words of ours, not the municipality's. */
static bool has_words_of_ours(const char *name)
{
	static const char *const names[] = { "status", "role", "kind", "area",
		"departure", "band", "stage", "digest", "calendar", "language",
		"told", "environment" };

	return log_value_among(names, LENGTH(names), name);
}

/* Whether it is what somebody wrote, and may be read on as ours. */
static bool is_quoted(const char *name)
{
	static const char *const names[] = { "activity", "purpose", "goal",
		"problem", "name", "title", "board", "comment", "note",
		"text" };

	return log_value_among(names, LENGTH(names), name);
}

/* Whether the values of a param are times of day. */
static bool is_clock(const char *name)
{
	return strcmp(name, "hour") == 0 || strcmp(name, "time") == 0;
}

static bool log_value_interval(const char *name)
{
	return strcmp(name, "review") == 0 || strcmp(name, "follow_up") == 0;
}

/* What became of a message: of it another form of the word may stand than of a
 * notice. */
static void outcome_words(struct buffer *to, const char *value)
{
	const char *own = translate_word("outcome", value);

	buffer_text(to, own != value ? own : translate_word("value", value));
}

/* One of planvakt's words, or several: "lead, coordinator". */
static void own_words(struct buffer *to, const char *value)
{
	const char *comma;
	size_t length;
	char word[32];

	do {
		comma = strstr(value, ", ");
		length =
		    comma != NULL ? (size_t)(comma - value) : strlen(value);
		if (length < sizeof(word)) {
			snprintf(
			    word, sizeof(word), "%.*s", (int)length, value);
			buffer_text(to, translate_word("value", word));
		} else {
			buffer_add(to, value, length);
		}
		buffer_text(to, comma != NULL ? ", " : "");
		value += length + 2;
	} while (comma != NULL);
}

/* Whether the daemon cut a list, which then ends in how many there are:
 * "A, B, … (15)". */
static bool cut_list(struct buffer *to, const char *value)
{
	static const char cut[] = ", … (";
	const char *end = strstr(value, cut);

	if (end == NULL)
		return false;
	buffer_add(to, value, (size_t)(end - value));
	end += strlen(cut);
	buffer_printf(to, _(", … (%.*s)"), (int)strcspn(end, ")"), end);
	return true;
}

/* Of what the daemon cut after so many characters, whole words alone. */
static void cut_words(struct buffer *to, const char *value)
{
	static const char cut[] = "…";
	size_t length = strlen(value), end = strlen(cut);

	if (length < end || strcmp(value + length - end, cut) != 0 ||
	    value[utf8_head(value, VALUE_CUT)] == '\0') {
		buffer_text(to, value);
		return;
	}
	buffer_add(to, value, utf8_cut_word(value, length - end));
	buffer_text(to, cut);
}

/* A stage's numbers: "30, 7 and 0". */
static void number_list(struct buffer *to, const char *value)
{
	const char *last = strrchr(value, ',');

	if (last == NULL) {
		buffer_text(to, value);
		return;
	}
	buffer_add(to, value, (size_t)(last - value));
	buffer_text(to, _(" and "));
	buffer_text(to, last + 2);
}

void log_value_words(struct buffer *to, const char *name, const char *value)
{
	if (value == NULL)
		return;
	if (strcmp(name, "at") == 0 && !translate_is_english()) {
		number_list(to, value);
		return;
	}
	if (strcmp(name, "state") == 0)
		outcome_words(to, value);
	else if (has_words_of_ours(name))
		own_words(to, value);
	else if (strcmp(name, "field") == 0)
		buffer_text(to, translate_word("field", value));
	else if (strcmp(name, "answer") == 0)
		delivery_words(to, value);
	else if (strcmp(name, "period") == 0 || strcmp(name, "month") == 0)
		period_words(to, value);
	else if (log_value_interval(name))
		interval_words(to, value);
	else if ((is_clock(name) && day_words_clock(to, value)) ||
	    day_words_time(to, value) || day_words_list(to, value) ||
	    day_words_every_year(to, value) || cut_list(to, value))
		;
	else
		cut_words(to, value);
}

/* The param's own words for it; NULL where its name and value are them. */
static const char *flag_words(const char *name, const char *value)
{
	for (size_t i = 0; i < LENGTH(flags); i++) {
		if (strcmp(flags[i].name, name) != 0)
			continue;
		if (flags[i].set != NULL && strcmp(value, "yes") == 0)
			return translate(flags[i].set);
		if (flags[i].set != NULL && strcmp(value, "no") == 0)
			return "";
		if (flags[i].unset != NULL && *value == '\0')
			return translate(flags[i].unset);
	}
	return NULL;
}

/* The name of a list of one is that of its element; the English of the log,
 * which programs read, has the param's name. */
static const char *one_name(const char *name, const char *value)
{
	if (translate_is_english() || value == NULL ||
	    strstr(value, ", ") != NULL)
		return name;
	return strcmp(name, "areas") == 0     ? "area"
	    : strcmp(name, "strategies") == 0 ? "strategy"
					      : name;
}

/* What people call the param; in English its name without underscores. */
static void name_words(struct buffer *to, const char *name)
{
	const char *word = translate_word("field", name);

	if (word != name) {
		buffer_text(to, word);
		return;
	}
	for (; *name != '\0'; name++)
		buffer_add(to, *name == '_' ? " " : name, 1);
}

void log_value_told(struct buffer *to, const char *name, const char *value)
{
	struct buffer words = { 0 }, label = { 0 };
	const char *own = flag_words(name, value != NULL ? value : "");

	if (own != NULL) {
		buffer_text(to, own);
		return;
	}
	buffer_text(&words, "");
	name_words(&label, one_name(name, value));
	log_value_words(&words, name, value);
	if (words.length == 0)
		buffer_printf(to, _("without %s"), label.bytes);
	else if (is_quoted(name))
		buffer_printf(to, _("%s '%s'"), label.bytes, words.bytes);
	else
		buffer_printf(to, "%s %s", label.bytes, words.bytes);
	buffer_free(&label);
	buffer_free(&words);
}
