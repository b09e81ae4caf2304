/* SPDX-License-Identifier: ISC */
/* owner.read: which parts of an owner's text name no department, by the names
 * that there are now. What was read when an activity came is kept as bits. */
#include "daemon/text/owner.h"

#include "daemon/commands/department.h"
#include "daemon/commands/families.h"

#define OWNERS_MAX 1000

/* Bytes of texts that one request reads: a byte may take 15 us, and meanwhile
 * nobody else is answered. */
#define OWNERS_PAGE (32u << 10)

static void put_owner(struct invocation *invocation,
    const struct owner_names *names, const char *text)
{
	struct buffer *reply = invocation->reply;
	struct owner_reading owner;

	owner_read(&owner, invocation->arena, text, names);
	buffer_text(reply, "{\"text\":");
	buffer_json(reply, text);
	buffer_text(reply, ",\"unresolved\":[");
	for (size_t i = 0; i < owner.unresolved_count; i++) {
		buffer_text(reply, i > 0 ? "," : "");
		buffer_json(reply, owner.unresolved[i]);
	}
	buffer_text(reply, "]}");
}

/* `after` is how many texts were read by the pages before. */
static int owner_read_texts(struct invocation *invocation, struct err *err)
{
	const json_t *texts = param_list(invocation, "texts");
	size_t at = (size_t)param_integer(invocation, "after", 0);
	size_t first = at, count = json_array_size(texts), bytes = 0;
	struct owner_names *names = department_names(invocation, err);

	if (names == NULL)
		return -1;
	buffer_text(invocation->reply, "{\"rows\":[");
	for (; at < count && bytes < OWNERS_PAGE; at++) {
		const json_t *text = json_array_get(texts, at);

		buffer_text(invocation->reply, at > first ? "," : "");
		put_owner(invocation, names, json_string_value(text));
		bytes += json_string_length(text);
	}
	buffer_text(invocation->reply, "]");
	if (at < count)
		buffer_printf(invocation->reply, ",\"next\":%zu", at);
	buffer_text(invocation->reply, "}");
	return 0;
}

static const struct field owner_fields[] = {
	{ "texts", FIELD_TEXT, REQUIRED, .max = TEXT_LONG, .many = OWNERS_MAX },
	{ "after", FIELD_NUMBER, OPTIONAL, .min = 0, .max = OWNERS_MAX },
	{ 0 },
};

static const struct command owner_commands[] = {
	{ "owner.read", ACCESS_ANY, READS, owner_fields, owner_read_texts },
	{ 0 },
};

const struct family owner_family = {
	owner_commands,
	NULL,
};
