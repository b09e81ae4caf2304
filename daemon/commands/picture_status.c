/* SPDX-License-Identifier: ISC */
#include "daemon/commands/picture_status.h"

#include <inttypes.h>
#include <stdio.h>

#include "daemon/commands/families.h"
#include "daemon/picture/period.h"

#define LISTED "100"

/* clang-format off */
#define OWN_ONES \
	" WHERE (?1 IS NULL OR lead = ?1 OR EXISTS (SELECT 1" \
	"  FROM cooperating c WHERE c.activity = id AND c.department = ?1))"
/* clang-format on */

enum {
	UNANSWERED,
	UNANSWERED_COUNT,
	UNANSWERING,
	UNANSWERING_COUNT,
	UNREPORTED
};

static const char *const picture_status_sql[] = {
	[UNANSWERED] =
	    "SELECT json_group_array(json_object('id', id, 'name', name,"
	    " 'area', area)) FROM (SELECT * FROM " PICTURE_UNANSWERED
	    " LIMIT " LISTED ")",
	[UNANSWERED_COUNT] = "SELECT count(*) FROM " PICTURE_UNANSWERED,
	[UNANSWERING] =
	    "SELECT json_group_array(json_object('id', id, 'activity',"
	    " activity)) FROM (SELECT * FROM " PICTURE_UNANSWERING OWN_ONES
	    " LIMIT " LISTED ")",
	[UNANSWERING_COUNT] =
	    "SELECT count(*) FROM " PICTURE_UNANSWERING OWN_ONES,
	[UNREPORTED] = "SELECT json_group_array(name) FROM " PICTURE_UNREPORTED,
	NULL,
};

const char *picture_status_since(struct day today, char text[PICTURE_MONTH])
{
	int month = period_month(today) - 2;

	snprintf(text, PICTURE_MONTH, "%04d-%02d", month / 12, month % 12 + 1);
	return text;
}

/* `"name":` and what a statement gives, and how many where there is one that
 * counts them. */
static int put_part(struct invocation *invocation, const char *name,
    int statement, const struct value *values, struct err *err)
{
	int64_t count = 0;

	buffer_printf(invocation->reply, ",\"%s\":", name);
	if (invocation_one(invocation, picture_status_sql, statement, values,
		err, "no %s", name) != 0)
		return -1;
	if (statement == UNREPORTED)
		return 0;
	if (store_integer(invocation->store, picture_status_sql, statement + 1,
		values, &count, 0, err) != 0)
		return -1;
	buffer_printf(invocation->reply, ",\"%s_count\":%" PRId64, name, count);
	return 0;
}

int picture_status_put(struct invocation *invocation, const char *department,
    struct day today, struct err *err)
{
	char since[PICTURE_MONTH];

	if (put_part(invocation, "unanswered", UNANSWERED, BIND_NONE, err) !=
		0 ||
	    put_part(invocation, "unanswering", UNANSWERING,
		BIND(TEXT(department)), err) != 0)
		return -1;
	return put_part(invocation, "unreported", UNREPORTED,
	    BIND(TEXT(picture_status_since(today, since))), err);
}

const struct family picture_status_family = {
	NULL,
	picture_status_sql,
};
