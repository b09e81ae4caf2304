/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_remark.h"

/* More than an answer has room for. */
#define REMARKS_MOST 4000

/* A column that the file does not have is not unread. */
void import_remark(struct invocation *invocation, const json_t *row,
    const char *column, const char *text, const char *reason)
{
	json_t *remark;

	if (text == NULL)
		return;
	if (json_array_size(invocation->remarks) >= REMARKS_MOST) {
		invocation->remarks_left_out++;
		return;
	}
	remark = json_object();
	json_object_set(remark, "line", json_object_get(row, "line"));
	json_object_set_new(remark, "column", json_string(column));
	json_object_set_new(remark, "text", json_string(text));
	json_object_set_new(remark, "reason", json_string(reason));
	json_array_append_new(invocation->remarks, remark);
}
