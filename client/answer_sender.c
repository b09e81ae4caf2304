/* SPDX-License-Identifier: ISC */
#include "client/answer_sender.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "protocol/json_member.h"

static const char *domain_of(const char *address)
{
	const char *at = address != NULL ? strrchr(address, '@') : NULL;

	return at != NULL ? at + 1 : "";
}

/* Whether a domain is the other, or lies in it. */
static bool lies_in(const char *domain, const char *other)
{
	size_t length = strlen(domain), least = strlen(other);

	return least > 0 && length >= least &&
	    strcasecmp(domain + length - least, other) == 0 &&
	    (length == least ||
		(domain[length - least - 1] == '.' &&
		    strchr(other, '.') != NULL));
}

static bool sender_is_near(const char *from, const char *address)
{
	const char *domain = domain_of(from), *own = domain_of(address);

	return lies_in(domain, own) || lies_in(own, domain);
}

static bool sender_is_stranger(const char *from, const json_t *department)
{
	const char *mail = json_text(department, "mail");

	return mail != NULL && !sender_is_near(from, mail) &&
	    !sender_is_near(from, json_text(department, "escalation"));
}

int answer_sender_find(json_t **strangers, const struct answer_reading *reading,
    struct call *call, const char *from, struct err *err)
{
	json_t *params = json_object(), *rows = json_array(), *department;
	int result = call_rows(call, "department.list", params, rows, err);
	size_t i;

	*strangers = json_object();
	json_array_foreach (rows, i, department) {
		const char *code = json_text(department, "code");

		if (code != NULL && sender_is_stranger(from, department) &&
		    (json_row(reading->updates, "reported_by", code) != NULL ||
			json_row(reading->older, "reported_by", code) != NULL))
			json_object_set(*strangers, code,
			    json_object_get(department, "mail"));
	}
	json_decref(rows);
	json_decref(params);
	return result;
}
