/* SPDX-License-Identifier: ISC */
#include "daemon/commands/kind.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/text/spelling.h"
#include "protocol/grow.h"
#include "protocol/json_member.h"

/* Below are those that every state has, of which a later version may have
 * more: the numbers of others are in readings of the log for good. */
#define OWN_FROM 1001

/* clang-format off */
#define KIND_JSON \
	"json_object('name', name, 'area', area, 'spellings'," \
	" json(iif(spellings = '', '[]'," \
	"  '[\"' || replace(spellings, ', ', '\",\"') || '\"]'))," \
	" 'retired', strftime('%Y-%m-%dT%H:%M:%SZ', retired_at, 'unixepoch'))"
/* clang-format on */

enum { ALL, LIST, ONE, ADD, RETIRE };

static const char *const kind_sql[] = {
	[ALL] = "SELECT id, name, area, spellings, retired_at IS NOT NULL"
		" FROM kind ORDER BY id",
	[LIST] = "SELECT " KIND_JSON ", id FROM kind WHERE id > ?1 ORDER BY id",
	[ONE] = "SELECT " KIND_JSON " FROM kind WHERE id = ?1",
	/* One that was retired comes back, as what it was. */
	[ADD] = "INSERT INTO kind (id, name, area, spellings)"
		" VALUES (?1, ?2, ?3, '') ON CONFLICT (id) DO UPDATE"
		" SET retired_at = NULL, area = excluded.area",
	[RETIRE] = "UPDATE kind SET retired_at = ?2 WHERE id = ?1"
		   " AND retired_at IS NULL",
	NULL,
};

const char *const picture_area_words[] = { "vbe", "hrv", "other", NULL };

/* --- all of them --- */

int kinds_load(
    struct kinds *kinds, struct invocation *invocation, struct err *err)
{
	struct arena *arena = invocation->arena;
	size_t capacity = 0;
	struct rows rows;
	int result;

	*kinds = (struct kinds){ 0 };
	rows = store_query(invocation->store, kind_sql, ALL, BIND_NONE);
	while ((result = rows_next(&rows, err)) == 1) {
		kinds->list = grow(
		    kinds->list, kinds->count, &capacity, sizeof(*kinds->list));
		kinds->list[kinds->count++] = (struct kind){
			.id = rows_integer(&rows, 0),
			.name = rows_copy(&rows, 1, arena),
			.area = rows_copy(&rows, 2, arena),
			.spellings = rows_copy(&rows, 3, arena),
			.retired = rows_integer(&rows, 4) != 0,
		};
	}
	return result;
}

void kinds_release(struct kinds *kinds)
{
	free(kinds->list);
	*kinds = (struct kinds){ 0 };
}

const struct kind *kinds_find(
    const struct kinds *kinds, struct arena *arena, const char *text)
{
	for (size_t i = 0; i < kinds->count; i++)
		if (spelling_is(arena, text, kinds->list[i].name,
			kinds->list[i].spellings))
			return &kinds->list[i];
	return NULL;
}

const struct kind *kinds_by_id(const struct kinds *kinds, int64_t id)
{
	for (size_t i = 0; i < kinds->count; i++)
		if (kinds->list[i].id == id)
			return &kinds->list[i];
	return NULL;
}

/* --- commands --- */

static int kind_list(struct invocation *invocation, struct err *err)
{
	return invocation_list(invocation, kind_sql, LIST,
	    BIND(INTEGER(param_integer(invocation, "after", 0))), err);
}

static void put_kind(struct invocation *invocation, int64_t id)
{
	json_object_set_new(invocation->reading, "kind", json_integer(id));
}

/* Which kind it will be: how spellings compare may change. */
static int read_new(
    struct invocation *invocation, const struct kinds *kinds, struct err *err)
{
	const char *name = param_text(invocation, "name");
	const struct kind *found = kinds_find(kinds, invocation->arena, name);
	int64_t last;

	if (found != NULL && !found->retired)
		return err_set(err, ERR_CONFLICT,
		    "the kind \"%s\" is there already: it counts as \"%s\"",
		    name, found->name);
	last = kinds->list[kinds->count - 1].id;
	put_kind(invocation,
	    found != NULL         ? found->id
		: last < OWN_FROM ? OWN_FROM
				  : last + 1);
	return 0;
}

static int read_known(
    struct invocation *invocation, const struct kinds *kinds, struct err *err)
{
	const char *name = param_text(invocation, "name");
	const struct kind *found = kinds_find(kinds, invocation->arena, name);

	if (found == NULL)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no kind \"%s\": planvakt kind list shows those"
		    " there are",
		    name);
	put_kind(invocation, found->id);
	return 0;
}

static int kind_read(struct invocation *invocation,
    int (*read)(struct invocation *, const struct kinds *, struct err *),
    struct err *err)
{
	struct kinds kinds;
	int result = kinds_load(&kinds, invocation, err);

	if (result == 0)
		result = read(invocation, &kinds, err);
	kinds_release(&kinds);
	return result;
}

static int kind_read_new(struct invocation *invocation, struct err *err)
{
	return kind_read(invocation, read_new, err);
}

static int kind_read_known(struct invocation *invocation, struct err *err)
{
	return kind_read(invocation, read_known, err);
}

static int kind_one(struct invocation *invocation, int64_t id, struct err *err)
{
	return invocation_one(invocation, kind_sql, ONE, BIND(INTEGER(id)), err,
	    "there is no kind %" PRId64, id);
}

static int kind_add(struct invocation *invocation, struct err *err)
{
	int64_t id = json_number(invocation->reading, "kind");

	if (store_run(invocation->store, kind_sql, ADD,
		BIND(INTEGER(id), TEXT(param_text(invocation, "name")),
		    TEXT(param_text(invocation, "area"))),
		err) != 0)
		return -1;
	return kind_one(invocation, id, err);
}

/* What was observed of it stays. */
static int kind_retire(struct invocation *invocation, struct err *err)
{
	int64_t id = json_number(invocation->reading, "kind");

	if (store_run(invocation->store, kind_sql, RETIRE,
		BIND(INTEGER(id), INTEGER(invocation->now.seconds)), err) != 0)
		return -1;
	invocation->unchanged = store_changed(invocation->store) == 0;
	return kind_one(invocation, id, err);
}

static const struct field list_fields[] = {
	{ "after", FIELD_ID, OPTIONAL },
	{ 0 },
};

static const struct field add_fields[] = {
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ "area", FIELD_WORD, REQUIRED, .words = picture_area_words },
	{ 0 },
};

static const struct field retire_fields[] = {
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = NAME_LENGTH },
	{ 0 },
};

static const struct field reading_fields[] = {
	{ "kind", FIELD_ID, REQUIRED },
	{ 0 },
};

static const struct command kind_commands[] = {
	{ "kind.list", ACCESS_ANY, READS, list_fields, kind_list },
	{ "kind.add", ACCESS_COORDINATOR, WRITES, add_fields, kind_add,
	    kind_read_new, reading_fields },
	{ "kind.retire", ACCESS_COORDINATOR, WRITES, retire_fields, kind_retire,
	    kind_read_known, reading_fields },
	{ 0 },
};

const struct family kind_family = {
	kind_commands,
	kind_sql,
};
