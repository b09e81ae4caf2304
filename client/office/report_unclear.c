/* SPDX-License-Identifier: ISC */
#include "client/office/report_unclear.h"

#include <string.h>

#include "protocol/json_member.h"
#include "protocol/translate.h"

static bool lacks(const struct report_activity *a, const char *what)
{
	json_t *unclear = json_object_get(a->json, "unclear");

	for (size_t i = 0; i < json_array_size(unclear); i++)
		if (strcmp(json_string_value(json_array_get(unclear, i)),
			what) == 0)
			return true;
	return false;
}

bool report_unclear_is(const struct report_activity *a)
{
	return lacks(a, "undated") || lacks(a, "vague") || lacks(a, "lead") ||
	    lacks(a, "equal");
}

void report_unclear_lacking(struct buffer *to, const struct report *report,
    const struct report_activity *a)
{
	static const struct {
		const char *word, *said;
	} words[] = {
		{ "undated", N_("no date") },
		{ "vague", N_("a sure date (it is approximate)") },
		{ "lead", N_("somebody who answers for it") },
		{ "cooperating", N_("which department a party is") },
		{ "equal", N_("who leads it, of several alike") },
	};
	size_t begin = to->length;

	(void)report;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (lacks(a, words[i].word))
			buffer_printf(to, "%s%s",
			    to->length > begin ? "; " : "",
			    translate(words[i].said));
}

void report_unclear_written(struct buffer *to, const struct report *report,
    const struct report_activity *a)
{
	const char *when =
	    json_text(json_object_get(a->json, "timeframe"), "text");
	const char *owner = json_text(a->json, "owner_text");

	if (when == NULL)
		when = "";
	if ((owner == NULL || *owner == '\0') &&
	    json_text(a->json, "lead") != NULL)
		owner = report_department(report, json_text(a->json, "lead"));
	if (owner == NULL || *owner == '\0')
		buffer_printf(to, _("timeframe %s"), when);
	else if (*when == '\0')
		buffer_printf(to, _("responsible %s"), owner);
	else
		buffer_printf(
		    to, _("timeframe %s, responsible %s"), when, owner);
}
