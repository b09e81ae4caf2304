/* SPDX-License-Identifier: ISC */
#include "client/answer_reading.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "client/answer_day.h"
#include "client/answer_letter.h"
#include "client/answer_lines.h"
#include "client/answer_words.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

static void add_unread(
    struct answer_reading *reading, const char *line, const char *reason)
{
	json_array_append_new(reading->unread,
	    json_pack("{ss,ss}", "line", line, "reason", reason));
}

/* --- a saying as an update --- */

/* Sets what the day means: done on it, or expected. NULL, or why neither. */
static const char *take_day(json_t *update, const struct saying *saying,
    const char *day, const char *written)
{
	if (strcmp(day, written) > 0) {
		if (saying->past)
			return N_("it tells of a day to come as gone by");
		json_object_set_new(update, "expected", json_string(day));
		if (saying->progress == 100)
			json_object_del(update, "progress");
		return NULL;
	}
	if (!saying->done || saying->future || saying->status != NULL)
		return N_("its day was past when it was written");
	json_object_set_new(update, "status", json_string("done"));
	json_object_set_new(update, "done_on", json_string(day));
	return NULL;
}

static json_t *make_update(const struct saying *saying)
{
	json_t *update = json_object();

	if (saying->note != NULL)
		json_object_set_new(update, "note", json_string(saying->note));
	if (saying->status != NULL)
		json_object_set_new(
		    update, "status", json_string(saying->status));
	else if (saying->done && saying->day[0] == '\0')
		json_object_set_new(update, "status", json_string("done"));
	if (saying->progress >= 0)
		json_object_set_new(
		    update, "progress", json_integer(saying->progress));
	return update;
}

/* --- a saying for each of its activities --- */

/* An activity that is answered twice is not answered by either line. */
static void add_update(struct answer_reading *reading, long long activity,
    json_t *update, const char *line)
{
	static const char *const reason =
	    N_("an activity in it is answered twice");
	json_t *other, *id = json_integer(activity);
	char key[24];
	size_t i;

	snprintf(key, sizeof(key), "%lld", activity);
	json_array_foreach (reading->updates, i, other) {
		if (!json_equal(json_object_get(other, "id"), id))
			continue;
		add_unread(reading,
		    json_string_value(json_array_get(reading->lines, i)),
		    reason);
		json_array_remove(reading->updates, i);
		json_array_remove(reading->lines, i);
		json_object_set_new(reading->twice, key, json_true());
		break;
	}
	if (json_object_get(reading->twice, key) != NULL) {
		add_unread(reading, line, reason);
	} else {
		json_t *own = json_copy(update);

		json_object_set(own, "id", id);
		json_object_set(
		    own, "reported_by", json_object_get(reading->named, key));
		json_array_append_new(reading->updates, own);
		json_array_append_new(reading->lines, json_string(line));
	}
	json_decref(id);
}

/* Why the letter does not let its reader answer of these; NULL: it does. */
static const char *check_named(
    const struct answer_reading *reading, const struct saying *saying)
{
	for (size_t i = 0; i < saying->count; i++) {
		const char *code;
		char key[24];

		snprintf(
		    key, sizeof(key), "%lld", (long long)saying->activities[i]);
		code = json_text(reading->named, key);
		if (code == NULL)
			return N_("the letter named no such activity");
		if (code[0] == '\0')
			return N_("the letter told it to several departments");
	}
	return NULL;
}

/* Reads a saying and sets *update to it, owned by the caller, or *reason. */
static int read_one_saying(json_t **update, const char **reason,
    const struct answer_reading *reading, struct call *call,
    const struct saying *saying, const char *written, struct err *err)
{
	char day[ANSWER_DAY];

	*update = NULL;
	*reason = check_named(reading, saying);
	if (*reason == NULL && saying->day[0] != '\0' &&
	    answer_day_find(day, reason, call, saying, written, err) != 0)
		return -1;
	if (*reason != NULL)
		return 0;
	*update = make_update(saying);
	if (saying->day[0] != '\0')
		*reason = take_day(*update, saying, day, written);
	return 0;
}

/* All that a line says is taken, or nothing of it. */
static int take_sayings(struct answer_reading *reading, struct call *call,
    const struct saying *sayings, size_t count, const char *line,
    const char *written, struct err *err)
{
	json_t *updates[ANSWER_SAYINGS_MAX] = { 0 };
	const char *reason = NULL;
	int result = 0;

	for (size_t i = 0; i < count && result == 0 && reason == NULL; i++)
		result = read_one_saying(&updates[i], &reason, reading, call,
		    &sayings[i], written, err);
	if (result == 0 && reason != NULL)
		add_unread(reading, line, reason);
	for (size_t i = 0; i < count; i++) {
		const struct saying *saying = &sayings[i];

		for (size_t j = 0;
		     j < saying->count && result == 0 && reason == NULL; j++)
			add_update(reading, (long long)saying->activities[j],
			    updates[i], line);
		json_decref(updates[i]);
	}
	return result;
}

/* --- lines --- */

/* Whether a line begins with the number of an activity: "nr 5", or "5" where
 * the letter named it. */
static bool begins_anew(const struct answer_reading *reading, const char *line)
{
	bool labelled;
	long long activity = answer_words_activity(line, &labelled);
	char key[24];

	snprintf(key, sizeof(key), "%lld", activity);
	return activity > 0 &&
	    (labelled || json_object_get(reading->named, key) != NULL);
}

/* Whether a line that could be read alone is a broken sentence's beginning:
 * "7 klar," and then "men inte provad". What greets or begins anew goes on
 * with none. */
static bool is_broken(const struct answer_reading *reading,
    const struct buffer *line, const char *next)
{
	static const char *const closings[] = { "mvh", "med ", "vh", "hälsn",
		"vänlig", "tack", "regards", "best", "kind", "thanks", "/" };
	size_t end = line->length;

	while (end > 0 && strchr(" \t\r", line->bytes[end - 1]) != NULL)
		end--;
	for (size_t i = 0; i < sizeof(closings) / sizeof(*closings); i++)
		if (strncmp(next, closings[i], strlen(closings[i])) == 0)
			return false;
	if (begins_anew(reading, next))
		return false;
	return (end > 0 && line->bytes[end - 1] == ',') ||
	    islower((unsigned char)next[0]) || strncmp(next, "å", 2) == 0 ||
	    strncmp(next, "ä", 2) == 0 || strncmp(next, "ö", 2) == 0;
}

/* Reads the line, with the next one (NULL: none) where the mail program has
 * broken the answer in two. Returns how many lines were looked at; *count is
 * 0 where they say nothing that is known. */
static size_t read_lines(const struct answer_reading *reading,
    struct saying sayings[ANSWER_SAYINGS_MAX], size_t *count,
    struct buffer *line, const char *next)
{
	size_t length = line->length;
	bool joins = next != NULL && next[strspn(next, " \t")] != '\0' &&
	    answer_words_read(sayings, next) == 0;

	*count = answer_words_read(sayings, line->bytes);
	if (!joins || (*count > 0 && sayings[*count - 1].note != NULL))
		return 1;
	buffer_printf(line, " %s", next);
	*count = answer_words_read(sayings, line->bytes);
	if (*count > 0)
		return 2;
	buffer_cut(line, length);
	*count = answer_words_read(sayings, line->bytes);
	if (*count > 0 && is_broken(reading, line, next))
		*count = 0;
	return 1;
}

static bool is_worded(const char *line)
{
	return line[strspn(line, " \t-_=*.\r")] != '\0';
}

/* Why a line is not taken; first that it names what the letter did not. */
static const char *why_unread(
    const struct answer_reading *reading, const char *line)
{
	struct saying sayings[ANSWER_SAYINGS_MAX];
	size_t count = answer_words_read(sayings, line);
	const char *reason = NULL;

	for (size_t i = 0; i < count && reason == NULL; i++)
		reason = check_named(reading, &sayings[i]);
	return reason != NULL ? reason : answer_words_why(line);
}

/* What says nothing that is known: a person reads it, but for who greets and
 * for the name and the address below a "Med vänlig hälsning". */
static void pass_over(
    struct answer_reading *reading, const char *line, bool left)
{
	if (is_worded(line) && !answer_words_greets(line) &&
	    (!left || begins_anew(reading, line)))
		add_unread(reading, line, why_unread(reading, line));
}

static int read_all(struct answer_reading *reading, struct call *call,
    json_t *lines, const char *written, struct err *err)
{
	struct buffer line = { 0 };
	bool left = false;
	int result = 0;

	for (size_t i = 0; i < json_array_size(lines) && result == 0;) {
		struct saying sayings[ANSWER_SAYINGS_MAX];
		size_t read, count;

		buffer_cut(&line, 0);
		buffer_text(&line, json_string_value(json_array_get(lines, i)));
		read = read_lines(reading, sayings, &count, &line,
		    json_string_value(json_array_get(lines, i + 1)));
		if (count > 0)
			result = take_sayings(reading, call, sayings, count,
			    line.bytes, written, err);
		else
			pass_over(reading, line.bytes, left);
		left |= answer_words_takes_leave(line.bytes);
		i += read;
	}
	buffer_free(&line);
	return result;
}

int answer_reading_make(struct answer_reading *reading, struct call *call,
    const struct mail *mail, struct err *err)
{
	json_t *lines;
	int result;

	*reading = (struct answer_reading){ .updates = json_array(),
		.lines = json_array(),
		.unread = json_array(),
		.twice = json_object(),
		.recorded = json_array(),
		.older = json_array(),
		.since = json_array() };
	if (answer_letter_find(
		&reading->dispatch, &reading->named, call, mail, err) != 0)
		return -1;
	lines = answer_lines(mail->text.bytes, &reading->quoted);
	result = read_all(reading, call, lines, mail->date, err);
	json_decref(lines);
	return result;
}

void answer_reading_release(struct answer_reading *reading)
{
	json_decref(reading->named);
	json_decref(reading->updates);
	json_decref(reading->lines);
	json_decref(reading->unread);
	json_decref(reading->twice);
	json_decref(reading->recorded);
	json_decref(reading->older);
	json_decref(reading->since);
	json_decref(reading->strangers);
	*reading = (struct answer_reading){ 0 };
}
