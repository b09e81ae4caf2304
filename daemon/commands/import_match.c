/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_match.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/text/fold.h"
#include "protocol/sign.h"
#include "protocol/json_member.h"

#define HASH         SIGN_SHORT
#define SCRATCH_MOST (16u << 20)

enum { WORDS, BY_KEY, BY_NUMBER };

static const char *const import_match_sql[] = {
	[WORDS] = "SELECT a.id, a.activity, a.goal, i.text, i.goal,"
		  " a.key IS NOT NULL, a.status IN ('done', 'dropped')"
		  " FROM activity a LEFT JOIN imported i ON i.activity = a.id"
		  " WHERE a.plan = ?1 ORDER BY a.id",
	[BY_KEY] = "SELECT id, status IN ('done', 'dropped') FROM activity"
		   " WHERE plan = ?1 AND key = ?2",
	[BY_NUMBER] = "SELECT a.activity, i.text,"
		      " a.status IN ('done', 'dropped') FROM activity a"
		      " LEFT JOIN imported i ON i.activity = a.id"
		      " WHERE a.id = ?1 AND a.plan = ?2",
	NULL,
};

/* The columns of BY_NUMBER. */
enum { NUMBER_TEXT, NUMBER_IMPORTED_TEXT, NUMBER_CLOSED };

/* The columns of WORDS. */
/* clang-format off */
enum {
	WORDS_ID, WORDS_TEXT, WORDS_GOAL, WORDS_IMPORTED_TEXT,
	WORDS_IMPORTED_GOAL, WORDS_KEYED, WORDS_CLOSED
};
/* clang-format on */

/* Words that an activity has or had in its last import, or that a row has. */
struct wording {
	uint8_t words[HASH], goal[HASH];
	int64_t id; /* of a row: its line */
	bool has_goal, is_keyed, is_closed, is_numbered;
};

struct wordings {
	struct wording *list;
	size_t count, room;
	const struct wording **sorted;
};

struct import_index {
	struct invocation *invocation;
	const char *plan;
	bool is_own; /* the file is a list that this daemon wrote */
	struct arena *scratch;
	uint8_t no_words[HASH]; /* of an empty text */
	/* Those of the file in its order. */
	struct wordings plan_words, file_words, file_keys;
};

/* --- words --- */

/* Whether a character of folded text makes no difference. */
static bool is_passed(const char *text, size_t at)
{
	char before = at > 0 ? text[at - 1] : ' ', after = text[at + 1];

	if (text[at] == ' ')
		return true;
	return text[at] == '-' &&
	    !(before >= '0' && before <= '9' && after >= '0' && after <= '9');
}

/* The scratch is given back. */
static void hash_folded(
    struct import_index *index, const char *text, uint8_t hash[HASH])
{
	char *folded = fold_name(index->scratch, text);
	size_t length = 0;

	for (size_t i = 0; folded[i] != '\0'; i++)
		if (!is_passed(folded, i))
			folded[length++] = folded[i];
	sign_short(folded, length, hash);
	arena_reset(index->scratch);
}

static void hash_words(
    struct import_index *index, const char *text, uint8_t hash[HASH])
{
	if (text == NULL || text[0] == '\0')
		memcpy(hash, index->no_words, HASH);
	else
		hash_folded(index, text, hash);
}

static struct wording *add_wording(struct import_index *index,
    struct wordings *wordings, const char *text, const char *goal)
{
	struct wording *wording;

	if (wordings->count == wordings->room) {
		wordings->room = wordings->room > 0 ? 2 * wordings->room : 64;
		wordings->list = reallocarray(
		    wordings->list, wordings->room, sizeof(*wordings->list));
		if (wordings->list == NULL)
			abort();
	}
	wording = &wordings->list[wordings->count++];
	*wording = (struct wording){
		.has_goal = goal != NULL && goal[0] != '\0',
	};
	hash_words(index, text, wording->words);
	hash_words(index, goal, wording->goal);
	return wording;
}

static int compare_wordings(const void *a, const void *b)
{
	const struct wording *one = *(const struct wording *const *)a;
	const struct wording *other = *(const struct wording *const *)b;
	int order = memcmp(one->words, other->words, HASH);

	if (order != 0)
		return order;
	return one->id < other->id ? -1 : one->id > other->id;
}

static void sort_wordings(struct wordings *wordings)
{
	size_t count = wordings->count;

	wordings->sorted =
	    reallocarray(NULL, count + 1, sizeof(*wordings->sorted));
	if (wordings->sorted == NULL)
		abort();
	for (size_t i = 0; i < count; i++)
		wordings->sorted[i] = &wordings->list[i];
	qsort(wordings->sorted, count, sizeof(*wordings->sorted),
	    compare_wordings);
}

static void wordings_free(struct wordings *wordings)
{
	free(wordings->list);
	free(wordings->sorted);
}

/* The first with these words, and how many have them. */
static const struct wording *const *import_match_find_words(
    const struct wordings *wordings, const uint8_t words[HASH], size_t *count)
{
	const struct wording *const *sorted = wordings->sorted;
	size_t from = 0, to = wordings->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (memcmp(sorted[middle]->words, words, HASH) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	for (*count = 0; from + *count < wordings->count &&
	     memcmp(sorted[from + *count]->words, words, HASH) == 0;)
		(*count)++;
	return sorted + from;
}

/* --- the index --- */

static int index_plan(struct import_index *index, struct err *err)
{
	int result;
	struct rows rows = store_query(index->invocation->store,
	    import_match_sql, WORDS, BIND(TEXT(index->plan)));

	while ((result = rows_next(&rows, err)) == 1) {
		const char *texts[] = { rows_text(&rows, WORDS_TEXT),
			rows_text(&rows, WORDS_IMPORTED_TEXT) };

		assert(texts[0] != NULL);
		for (int i = 0; i < 2; i++) {
			struct wording *wording;

			if (i == 1 &&
			    (texts[1] == NULL ||
				strcmp(texts[0], texts[1]) == 0))
				continue;
			wording =
			    add_wording(index, &index->plan_words, texts[i],
				rows_text(&rows,
				    i == 0 ? WORDS_GOAL : WORDS_IMPORTED_GOAL));
			wording->id = rows_integer(&rows, WORDS_ID);
			wording->is_keyed =
			    rows_integer(&rows, WORDS_KEYED) != 0;
			wording->is_closed =
			    rows_integer(&rows, WORDS_CLOSED) != 0;
		}
	}
	rows_end(&rows);
	sort_wordings(&index->plan_words);
	return result;
}

/* By the key as it stands. */
static void import_match_add_key(
    struct import_index *index, const char *key, int64_t line)
{
	struct wording *wording = add_wording(index, &index->file_keys, "", "");

	sign_short(key, strlen(key), wording->words);
	wording->id = line;
}

static int same_activity(int64_t line, int64_t other, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "lines %" PRId64 " and %" PRId64 " are the same activity:"
	    " give each its own number in a column Nr, or remove one;"
	    " nothing was imported",
	    line, other);
}

static int check_keys(const struct wordings *keys, struct err *err)
{
	for (size_t i = 1; i < keys->count; i++)
		if (memcmp(keys->sorted[i - 1]->words, keys->sorted[i]->words,
			HASH) == 0)
			return same_activity(
			    keys->sorted[i - 1]->id, keys->sorted[i]->id, err);
	return 0;
}

static void index_file(struct import_index *index)
{
	const json_t *rows = param_list(index->invocation, "rows");
	struct arena *cells = arena_new(SCRATCH_MOST);

	for (size_t i = 0; i < json_array_size(rows); i++) {
		struct row_cells row;
		struct wording *wording;

		row_cells_open(&row, rows, i, cells);
		wording = add_wording(index, &index->file_words,
		    row_cell_text(&row, "activity"),
		    row_cell_text(&row, "goal"));
		wording->id = row_cell_number(&row, "line");
		wording->is_keyed = row_cell_has(&row, "key");
		wording->is_numbered = row_cell_number(&row, "number") > 0;
		if (wording->is_keyed)
			import_match_add_key(
			    index, row_cell_text(&row, "key"), wording->id);
		row_cells_close(&row);
		arena_reset(cells);
	}
	arena_free(cells);
	sort_wordings(&index->file_words);
	sort_wordings(&index->file_keys);
}

struct import_index *import_index_new(
    struct invocation *invocation, struct err *err)
{
	struct import_index *index = calloc(1, sizeof(*index));
	const char *daemon = param_text(invocation, "daemon");

	if (index == NULL)
		abort();
	index->invocation = invocation;
	index->plan = param_text(invocation, "plan");
	index->is_own =
	    daemon != NULL && strcmp(daemon, invocation->daemon) == 0;
	index->scratch = arena_new(SCRATCH_MOST);
	hash_folded(index, "", index->no_words);
	index_file(index);
	if (check_keys(&index->file_keys, err) == 0 &&
	    index_plan(index, err) == 0)
		return index;
	import_index_free(index);
	return NULL;
}

void import_index_free(struct import_index *index)
{
	if (index == NULL)
		return;
	wordings_free(&index->plan_words);
	wordings_free(&index->file_words);
	wordings_free(&index->file_keys);
	arena_free(index->scratch);
	free(index);
}

/* --- a row --- */

/* By number: 1 where that decides. */
static int find_number(struct import_index *index, int64_t number,
    const uint8_t words[HASH], struct import_match *match, struct err *err)
{
	struct rows rows =
	    store_query(index->invocation->store, import_match_sql, BY_NUMBER,
		BIND(INTEGER(number), TEXT(index->plan)));
	int result = rows_next(&rows, err);

	match->is_other = true;
	for (int i = 0; result == 1 && i < 2; i++) {
		uint8_t hash[HASH];

		if (rows_null(&rows, i))
			continue;
		hash_words(index, rows_text(&rows, i), hash);
		if (memcmp(hash, words, HASH) == 0)
			match->is_other = false;
	}
	if (result == 1 && !match->is_other) {
		match->id = number;
		match->is_closed = rows_integer(&rows, NUMBER_CLOSED) != 0;
	}
	rows_end(&rows);
	return result < 0 ? -1 : 1;
}

/* By key: 1 where there is one. */
static int import_match_find_key(struct import_index *index, const char *key,
    struct import_match *match, struct err *err)
{
	struct rows rows = store_query(index->invocation->store,
	    import_match_sql, BY_KEY, BIND(TEXT(index->plan), TEXT(key)));
	int result = rows_next(&rows, err);

	if (result == 1) {
		match->id = rows_integer(&rows, 0);
		match->is_closed = rows_integer(&rows, 1) != 0;
	}
	rows_end(&rows);
	return result;
}

/* An export of another daemon or plan numbers its activities, so that two with
 * the same words are two. */
static bool are_two(const struct wording *one, const struct wording *other)
{
	return (one->is_keyed && other->is_keyed) ||
	    (one->is_numbered && other->is_numbered);
}

/* Two rows that are the same activity would undo each other. */
static int check_alone(
    struct import_index *index, const struct wording *row, struct err *err)
{
	size_t count;
	const struct wording *const *one =
	    import_match_find_words(&index->file_words, row->words, &count);

	for (size_t i = 0; i < count && one[i]->id < row->id; i++)
		if (memcmp(one[i]->goal, row->goal, HASH) == 0 &&
		    !are_two(one[i], row))
			return same_activity(one[i]->id, row->id, err);
	return 0;
}

/* How many numbered rows before this one have its words and goal: so many of
 * the plan's are theirs. */
static size_t count_rows_before(
    struct import_index *index, const struct wording *row)
{
	size_t count, before = 0;
	const struct wording *const *one =
	    import_match_find_words(&index->file_words, row->words, &count);

	for (size_t i = 0; i < count && one[i]->id < row->id; i++)
		before += row->is_numbered && one[i]->is_numbered &&
		    !(row->is_keyed && one[i]->is_keyed) &&
		    memcmp(one[i]->goal, row->goal, HASH) == 0;
	return before;
}

static void find_wording(struct import_index *index, const struct wording *row,
    struct import_match *match)
{
	const struct wording *best = NULL, *const * found;
	size_t in_plan, in_file, before = count_rows_before(index, row);
	bool first = before == 0;

	import_match_find_words(&index->file_words, row->words, &in_file);
	found =
	    import_match_find_words(&index->plan_words, row->words, &in_plan);
	for (size_t i = 0; i < in_plan; i++) {
		const struct wording *one = found[i];
		bool same_goal = memcmp(one->goal, row->goal, HASH) == 0;

		/* One that has a key is another's, if this row has one. */
		if (row->is_keyed && one->is_keyed)
			continue;
		if (same_goal && before > 0) {
			before -=
			    i + 1 == in_plan || found[i + 1]->id != one->id;
			continue;
		}
		if (same_goal) {
			best = one;
			break;
		}
		if (best == NULL && first && (in_file == 1 || !row->has_goal))
			best = one;
	}
	if (best == NULL)
		return;
	match->id = best->id;
	match->is_closed = best->is_closed;
}

int import_index_find(struct import_index *index, size_t i,
    struct row_cells *row, struct import_match *match, struct err *err)
{
	const struct wording *wording = &index->file_words.list[i];
	int64_t number = row_cell_number(row, "number");
	int result = 0;

	*match = (struct import_match){ 0 };
	if (number > 0 && index->is_own)
		result = find_number(index, number, wording->words, match, err);
	else if (wording->is_keyed)
		result = import_match_find_key(
		    index, row_cell_text(row, "key"), match, err);
	if (result != 0)
		return result < 0 ? -1 : 0;
	find_wording(index, wording, match);
	return check_alone(index, wording, err);
}

const struct family import_match_family = {
	NULL,
	import_match_sql,
};
