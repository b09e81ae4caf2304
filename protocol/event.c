/* SPDX-License-Identifier: ISC */
#include "protocol/event.h"
#include "protocol/json_member.h"

#include <string.h>

void event_write(struct buffer *to, const char *method, const char *params)
{
	buffer_printf(
	    to, "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":", method);
	buffer_text(to, params);
	buffer_text(to, "}");
}

int event_read(
    struct event *event, const char *body, size_t length, struct err *err)
{
	const char *version;
	json_error_t why;

	*event = (struct event){
		.root = json_loadb(body, length, JSON_REJECT_DUPLICATES, &why),
	};
	version = json_text(event->root, "jsonrpc");
	event->method = json_text(event->root, "method");
	event->params = json_object_get(event->root, "params");
	if (version != NULL && strcmp(version, "2.0") == 0 &&
	    event->method != NULL && json_is_object(event->params))
		return 0;
	event_release(event);
	return err_set(err, ERR_PROTOCOL,
	    "what the daemon tells cannot be read: is it of another version?");
}

void event_release(struct event *event)
{
	json_decref(event->root);
	*event = (struct event){ 0 };
}
