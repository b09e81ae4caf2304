/* SPDX-License-Identifier: ISC */
#include "protocol/message_object.h"

#include <stdlib.h>

#include "protocol/translate.h"

/* jansson's words are not passed on: they quote the text. */
int message_object_load(
    json_t **root, const char *body, size_t length, struct err *err)
{
	json_error_t error;
	enum json_error_code code;

	*root = json_loadb(body, length, JSON_REJECT_DUPLICATES, &error);
	if (json_is_object(*root))
		return 0;
	if (*root != NULL) {
		json_decref(*root);
		*root = NULL;
		return err_set(err, ERR_MALFORMED, "not a JSON object");
	}
	code = json_error_code(&error);
	if (code == json_error_out_of_memory)
		abort();
	return err_set(err, ERR_MALFORMED, "%-s, at byte %d",
	    code == json_error_duplicate_key ? N_("a member stands twice")
		: code == json_error_stack_overflow
		? N_("nested too deep")
		: N_("not valid UTF-8 JSON"),
	    error.position);
}
