/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_note.h"

#include "daemon/commands/activity_progress.h"

static const char *told_text(const char *text)
{
	return text != NULL ? text : "";
}

/* The words of a note: the date where it is no more than that of the words,
 * the status as written where it says more than itself, the comment. */
const char *import_note_words(struct import *import,
    const struct import_row *row, bool status, bool comment)
{
	struct arena *arena = import->invocation->arena;
	const char *told = status && row->is_told ? told_text(row->status) : "";
	const char *words = comment ? told_text(row->comment) : "";
	const char *date = row->date;
	bool dated = date != NULL && !day_is_some(row->done_on) &&
	    (told[0] != '\0' || words[0] != '\0');

	return arena_printf(arena, "%s%s%s%s%s", dated ? date : "",
	    dated ? ": " : "", told,
	    told[0] != '\0' && words[0] != '\0' ? "\n" : "", words);
}

struct activity_progress import_note_state(
    const struct import_row *row, const struct activity_progress *now)
{
	struct activity_progress next = *now;

	if (row->read_status >= 0)
		next.status = (enum status)row->read_status;
	if (next.status == STATUS_DONE && now->status != STATUS_DONE) {
		next.progress = 100;
		next.expected = DAY_NONE;
		next.done_on = row->done_on;
	}
	if (row->percent >= 0)
		next.progress = row->percent;
	if (next.status == STATUS_DROPPED && next.dropped_reason == NULL)
		next.dropped_reason = row->comment != NULL
		    ? row->comment
		    : told_text(row->status);
	return next;
}

int import_note_put(struct import *import, const struct import_row *row,
    int64_t id, const struct activity_progress *now, const char *words,
    struct err *err)
{
	struct activity_progress next = import_note_state(row, now);

	if (activity_put_progress(import->invocation, id, &next, err) != 0)
		return -1;
	return activity_put_note(import->invocation, id, NULL, words, err);
}

int import_note_add(struct import *import, const struct import_row *row,
    int64_t id, const struct activity_progress *progress, struct err *err)
{
	const char *words = import_note_words(import, row, true, true);

	if (progress->status == STATUS_PLANNED && progress->progress == 0 &&
	    words[0] == '\0')
		return 0;
	return activity_put_first_note(
	    import->invocation, id, progress, words, err);
}
