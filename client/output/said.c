/* SPDX-License-Identifier: ISC */
#include "client/output/said.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "client/output/format.h"
#include "protocol/day_words.h"
#include "protocol/error_system.h"
#include "protocol/error_words.h"
#include "protocol/json_member.h"
#include "protocol/sentence_match.h"
#include "protocol/translate.h"

/* Word for word what the daemon says; %s, %d and %u are values, in all
 * languages in the same order, and %-s is another of these sentences. */
static const char *const sentences[] = {
	/* alarms */
	N_("the log was last checked on %s: have planvaktd check run every"
	   " week"),
	N_("the log was never checked since it began on %s: have planvaktd"
	   " check run every week"),
	N_("planvaktd check found: %s"),
	N_("a reminder run was missed"),
	N_("mail has failed for a day"),
	N_("1 message did not arrive"),
	N_("%s messages did not arrive"),
	N_("should have been followed up or closed: %s"),
	N_("the clock is not believed: nothing is sent or written"),
	N_("the coordinator has no mail address"),
	/* why runs are held */
	N_("the clock of planvaktd's machine is not believed, it says %s and"
	   " the last entry is of %s: set it right, or if it is right a"
	   " coordinator says so (planvakt clock confirm); until then nothing"
	   " is written and no reminder sent"),
	N_("the clock of planvaktd's machine is not believed, it says %s and"
	   " since %s more than %d runs were due and none was held: set it"
	   " right, or if it is right a coordinator says so (planvakt clock"
	   " confirm); until then nothing is written and no reminder sent"),
	N_("the clock of planvaktd's machine is not believed, it says %s and"
	   " since %s more than %d runs were due and none was held, and nothing"
	   " says that it is set right: set it right, or if it is right a"
	   " coordinator says so (planvakt clock confirm); until then nothing"
	   " is written and no reminder sent"),
	/* warnings */
	N_("the coordinator has no mail address: nobody gets the weekly"
	   " digest, the escalations and what has no department, and letters"
	   " name nobody to answer: planvakt setting set coordinator_mail"
	   " ADDRESS"),
	N_("letters are kept here, sent to nobody: say in planvaktd.conf how"
	   " they leave, [mail] transport"),
	/* when a stage's notices are sent (daemon/ladder/ladder_words.c) */
	N_("the run after it came to a department"),
	N_("the run after its due date moved"),
	N_("1 day before the due date, on a day off the workday before it"),
	N_("%s days before the due date, on a day off the workday before it"),
	N_("%s days before the due date, on a day off the workday before it;"
	   " 30 and more only where the period is longer"),
	N_("on the due date, on a day off the workday before it"),
	N_("1 day before the due date and on it, on a day off the workday"
	   " before it"),
	N_("%s days before the due date and on it, on a day off the workday"
	   " before it"),
	N_("%s days before the due date and on it, on a day off the workday"
	   " before it; 30 and more only where the period is longer"),
	N_("1 workday after the start, where it is still planned"),
	N_("%s workdays after the start, where it is still planned"),
	N_("the middle of a period longer than 1 day, where nothing was"
	   " heard"),
	N_("the middle of a period longer than %s days, where nothing was"
	   " heard"),
	N_("the first workday after the due date%-s"),
	N_(", then weekly 1 time%-s"),
	N_(", then weekly %d times%-s"),
	N_(", then monthly"),
	N_(", then every %d months"),
	N_("1 workday after the first overdue notice arrived, but for what"
	   " was promised"),
	N_("%s workdays after the first overdue notice arrived, but for what"
	   " was promised"),
	N_("1 day after it was started or last heard of"),
	N_("%s days after it was started or last heard of"),
	N_("each interval of what has no due date"),
	N_("%s days before the day, on the day by which a plan is to be"
	   " followed up%-s, until it is done"),
	N_("on the day by which a plan is to be followed up%-s, until it is"
	   " done"),
	N_("%s days before the day, the first workday after the day until"
	   " which a plan is valid%-s, until it is closed"),
	N_("the first workday after the day until which a plan is valid%-s,"
	   " until it is closed"),
	N_("weekly 1 time%-s, where there is no digest"),
	N_("weekly %d times%-s, where there is no digest"),
	N_("on the weekday of the setting digest"),
	N_("off"),
	/* what a stage's numbers are */
	N_("in the next run"),
	N_("days before the due date"),
	N_("workdays after the start"),
	N_("days that the period is longer than"),
	N_("how many weeks in a row, then every how many months"),
	N_("workdays after the first overdue notice arrived"),
	N_("days without a progress note"),
	N_("at each interval"),
	N_("how many weeks in a row, then every how many months, then days"
	   " before it"),
	N_("every how many months after it, then days before it"),
	/* notes */
	N_("nothing is sent before %s; all that comes due is kept and goes out"
	   " in the first run from that day on"),
	N_("queued"),
	N_("queued; sending is paused, so that it waits until %s"),
	N_("it has no due date any more: it is not overdue, no letter tells"
	   " that it moved, and it stands among what is unclear until a date"
	   " can be read"),
	N_("it has no due date any more: it is not overdue, no letter tells"
	   " that it moved, and it is reviewed from time to time instead"),
	N_("who leads it has no mail address: the reminders go to the"
	   " coordinator"),
	N_("who leads it has no mail address: nobody is reminded, for the"
	   " coordinator has none either"),
	N_("the plan is closed: nobody is reminded of what is imported into"
	   " it"),
	N_("the plan is closed: nobody is reminded of the activity"),
	N_("the new due date is past already: it is overdue"),
	N_("--year reads what a file brings anew: all of this was imported"
	   " before, and keeps its dates; one is read in a year by planvakt"
	   " activity move ID TIMEFRAME --year N --decision REF"),
	N_("the meeting was there already: it is changed"),
	N_("the day is no workday: is it right? planvakt meeting drop takes"
	   " the meeting out"),
	N_("observations are for the coordinator and for who reported them:"
	   " planvakt picture has the counts of all"),
	N_("the days before %s are past: planvakt notice list --since %s shows"
	   " what was sent"),
	/* what an import could not read */
	N_("means several departments and names none: assign the activity"),
	N_("names no department: did you mean %s? Then `planvakt department"
	   " edit %s --alias NAME`, and import again"),
	N_("names no department: add it or an alias (planvakt department), or"
	   " assign the activity"),
	N_("names no lead: assign the activity"),
	N_("has the number of an activity with other words, and is left out:"
	   " remove the number, or change the words by planvakt activity edit"),
	N_("does not go with what is done, which is at 100 %"),
	N_("tells no day on which it was done"),
	N_("is no per cent from 0 to 100"),
	N_("its activity is done or dropped since: reopen it first (planvakt"
	   " activity reopen)"),
	N_("is not surely one status: it stands in a note; planvakt update"
	   " says how it stands"),
};

/* What a setting is, which its name says to nobody. */
static const struct {
	const char *name, *meaning;
} settings[] = {
	{ "zone", N_("the municipality's time zone") },
	{ "hour", N_("the hour at which reminders are sent") },
	{ "language",
	    N_("the language of letters to the coordinator and to a"
	       " preparatory group") },
	{ "coordinator_mail", N_("where answers and the digest go") },
	{ "digest", N_("the weekday of the digest, or off") },
	{ "answer_holds",
	    N_("workdays without a reminder after an answer that"
	       " promises no day") },
	{ "expected_most",
	    N_("how many workdays ahead a promised day may"
	       " be") },
	{ "signature",
	    N_("what letters are signed with, instead of the"
	       " coordinator's title") },
	{ "calendar", N_("whether letters bring due dates for a calendar") },
};

#define SETTINGS (sizeof(settings) / sizeof(settings[0]))

/* Of a list of numbers, "30, 7 and 0", the "and" is ours; why something failed
 * may be the system's words. */
static void said_fill_value(
    struct buffer *to, const struct sentence_value *value)
{
	static const char and[] = " and ";
	const char *at = memmem(value->text, value->length, and, 5);
	struct buffer whole = { 0 };

	if (at == NULL ||
	    strspn(value->text, "0123456789, ") < (size_t)(at - value->text)) {
		buffer_add(&whole, value->text, value->length);
		if (whole.length > 0)
			buffer_text(to, error_system(whole.bytes));
		buffer_free(&whole);
		return;
	}
	buffer_add(to, value->text, (size_t)(at - value->text));
	buffer_text(to, _(" and "));
	at += sizeof(and) - 1;
	buffer_add(to, at, (size_t)(value->text + value->length - at));
}

/* Whether the value of the blank is an option's, which is typed as it is. */
static bool is_option_value(const char *words, const char *blank)
{
	const char *word = blank > words ? blank - 1 : blank;

	while (word > words && word[-1] != ' ')
		word--;
	return strncmp(word, "--", 2) == 0;
}

/* A day as sentences have it; false where the value is none. */
static bool said_fill_day(struct buffer *to, const struct sentence_value *value)
{
	char day[sizeof("2022-06-30")];

	if (translate_is_english() || value->length != sizeof(day) - 1)
		return false;
	memcpy(day, value->text, sizeof(day) - 1);
	day[sizeof(day) - 1] = '\0';
	if (!day_words_is(day))
		return false;
	day_words_put(to, day, true);
	return true;
}

static void said_sentence(struct buffer *to, const char *text);

/* A value that is a sentence itself. */
static void said_fill_sentence(
    struct buffer *to, const struct sentence_value *value)
{
	struct buffer whole = { 0 };

	buffer_add(&whole, value->text, value->length);
	if (whole.length > 0)
		said_sentence(to, whole.bytes);
	buffer_free(&whole);
}

/* A translation has as many blanks as the sentence: msgfmt(1) counts them. */
static void said_fill(
    struct buffer *to, const char *words, const struct sentence_value *values)
{
	const char *blank;
	size_t size;

	for (; *(blank = sentence_blank(words, &size)) != '\0';
	     words = blank + size) {
		assert(values->text != NULL);
		buffer_add(to, words, (size_t)(blank - words));
		if (blank[1] == '-')
			said_fill_sentence(to, values);
		else if (is_option_value(words, blank) ||
		    !said_fill_day(to, values))
			said_fill_value(to, values);
		values++;
	}
	buffer_text(to, words);
}

static void said_sentence(struct buffer *to, const char *text)
{
	struct sentence_value values[SENTENCE_BLANKS + 1] = { 0 };
	size_t i = 0, count = sizeof(sentences) / sizeof(sentences[0]);

	while (i < count && !sentence_matches(values, sentences[i], text))
		i++;
	if (i < count)
		said_fill(to, translate(sentences[i]), values);
	else
		buffer_text(to, *text != '\0' ? translate(text) : "");
}

void said_words(struct buffer *to, const char *text)
{
	struct buffer words = { 0 };

	said_sentence(&words, text);
	format_clean(to, words.bytes, 0);
	buffer_free(&words);
}

void said_alarm(struct buffer *to, json_t *alarm)
{
	json_t *said = json_deep_copy(json_object_get(alarm, "said"));
	struct buffer words = { 0 }, whole = { 0 };
	const char *what = json_text(alarm, "what");
	struct err fault = { 0 };

	if (said != NULL)
		err_said_read(&fault, said);
	if (!translate_is_english() && fault.said[0] != '\0')
		err_words(&words, &fault);
	if (words.length > 0) {
		buffer_printf(
		    &whole, _("planvaktd check found: %s"), words.bytes);
		format_clean(to, whole.bytes, 0);
	} else {
		said_words(
		    to, what != NULL ? what : _("an alarm without words"));
	}
	json_decref(said);
	buffer_free(&words);
	buffer_free(&whole);
}

static void told_words(struct buffer *to, json_t *roles)
{
	json_t *role;
	size_t i;

	json_array_foreach (roles, i, role)
		buffer_printf(to, "%s%s", i > 0 ? ", " : "",
		    translate_word("value", json_string_value(role)));
}

/* What else planvakt's own kinds are called in English (schema/view.sql): no
 * reader of another language calls them so. */
static bool is_english_spelling(const char *spelling)
{
	static const char *const english[] = { "leaflets", "flyer", "flyers",
		"poster or sticker", "posters", "sticker", "stickers",
		"graffiti or symbol", "symbols", "utterances", "gatherings",
		"demonstrations", "propaganda on the net", "propaganda online",
		"premises used", "threat to an elected or an official",
		"threats", "honour norm", "honour norms", "litter",
		"unsafe place", "unsafe places", "suspected drug trade",
		"drug trade", "incident against staff" };

	for (size_t i = 0; i < sizeof(english) / sizeof(english[0]); i++)
		if (strcmp(spelling, english[i]) == 0)
			return true;
	return false;
}

/* What a kind is called besides the name that stands in its row. */
static void spelling_words(struct buffer *to, json_t *row, json_t *spellings)
{
	const char *name = json_text(row, "name"), *comma = "";
	json_t *spelling;
	size_t i;

	json_array_foreach (spellings, i, spelling) {
		const char *text = json_string_value(spelling);

		if (text == NULL ||
		    (name != NULL &&
			strcmp(text, translate_word("value", name)) == 0) ||
		    (!translate_is_english() && is_english_spelling(text)))
			continue;
		buffer_text(to, comma);
		format_clean(to, text, 0);
		comma = ", ";
	}
}

static void meaning_words(struct buffer *to, json_t *setting)
{
	const char *name = json_string_value(format_value(setting, "name"));

	for (size_t i = 0; name != NULL && i < SETTINGS; i++)
		if (strcmp(name, settings[i].name) == 0)
			buffer_text(to, translate(settings[i].meaning));
}

void said_cell(struct buffer *to, json_t *row, const char *field)
{
	json_t *value = format_value(row, field);

	if ((strcmp(field, "words") == 0 || strcmp(field, "unit") == 0) &&
	    json_is_string(value))
		said_words(to, json_string_value(value));
	else if (strcmp(field, "meaning") == 0)
		meaning_words(to, row);
	else if (strcmp(field, "told") == 0 && json_is_array(value))
		told_words(to, value);
	else if (strcmp(field, "spellings") == 0 && json_is_array(value))
		spelling_words(to, row, value);
	else
		format_words(to, row, field);
}
