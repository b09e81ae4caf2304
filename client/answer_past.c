/* SPDX-License-Identifier: ISC */
#include "client/answer_past.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "protocol/json_member.h"

/* Since when the note counts: no clock of a writer's is believed beyond the
 * time at which the note was recorded. */
static const char *counts_from(json_t *note)
{
	const char *at = json_text(note, "at");
	const char *written = json_text(note, "written");

	return written != NULL && strcmp(written, at) < 0 ? written : at;
}

/* The last note that a reply may not undo without being asked; NULL: none. */
static json_t *find_last(json_t *notes)
{
	json_t *note, *last = NULL;
	size_t i;

	json_array_foreach (notes, i, note)
		if ((json_text(note, "answered") != NULL ||
			json_text(note, "reported_by") == NULL) &&
		    (last == NULL ||
			strcmp(counts_from(note), counts_from(last)) >= 0))
			last = note;
	return last;
}

static bool is_older(const struct mail *mail, json_t *note)
{
	char written[24];
	struct tm tm;
	time_t at = mail->written;

	if (gmtime_r(&at, &tm) == NULL ||
	    strftime(written, sizeof(written), "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		return true;
	return strcmp(written, counts_from(note)) < 0;
}

/* Whether the update may be done unasked. */
static bool is_news(struct answer_reading *reading, json_t *update,
    json_t *notes, const struct mail *mail)
{
	json_t *found = json_row(notes, "reply", mail->reply);

	if (found != NULL) {
		json_array_append_new(reading->recorded,
		    json_pack("{sOsO}", "activity",
			json_object_get(update, "id"), "at",
			json_object_get(found, "at")));
		return false;
	}
	found = find_last(notes);
	if (found == NULL || !is_older(mail, found))
		return true;
	json_object_set_new(update, "again", json_true());
	json_array_append(reading->older, update);
	json_array_append(reading->since, found);
	return false;
}

/* An activity that cannot be shown is refused where it is updated. */
static int sort_one(struct answer_reading *reading, bool *news, json_t *update,
    struct call *call, const struct mail *mail, struct err *err)
{
	json_t *params = json_pack("{sO}", "id", json_object_get(update, "id"));
	struct answer answer;
	int result =
	    call_request(call, "activity.show", params, false, &answer, err);

	json_decref(params);
	*news = true;
	if (result != 0)
		return err_exit_status(err->code) == 1 ? 0 : -1;
	*news = is_news(
	    reading, update, json_object_get(answer.result, "notes"), mail);
	message_answer_release(&answer);
	return 0;
}

int answer_past_sort(struct answer_reading *reading, struct call *call,
    const struct mail *mail, bool again, struct err *err)
{
	int result = 0;

	for (size_t i = 0;
	     i < json_array_size(reading->updates) && result == 0;) {
		json_t *update = json_array_get(reading->updates, i);
		bool news = true;

		json_object_set_new(update, "reply", json_string(mail->reply));
		if (mail->written > 0)
			json_object_set_new(
			    update, "written", json_integer(mail->written));
		if (again)
			json_object_set_new(update, "again", json_true());
		else
			result =
			    sort_one(reading, &news, update, call, mail, err);
		if (news)
			i++;
		else
			json_array_remove(reading->updates, i);
	}
	return result;
}
