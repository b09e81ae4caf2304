/* SPDX-License-Identifier: ISC */
#include "protocol/message.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/error_words.h"
#include "protocol/frame.h"
#include "protocol/message_object.h"
#include "protocol/message_spelling.h"
#include "protocol/json_member.h"
#include "protocol/json_write.h"
#include "protocol/translate.h"

#define JSONRPC    "2.0"
#define WHOLE_MAX  (INT64_C(1) << 53) /* whole in every reader of JSON */
#define ID_MAX     999999999          /* too short for a personal number */
#define METHOD_MAX 64

/* The members that each object may have, and no others. */
static const char *const hello_members[] = { "jsonrpc", "method", "params",
	NULL };
static const char *const hello_params[] = { "protocol", "version", "daemon",
	"session", "head", "rehearsal", "zone", "limits", NULL };
static const char *const limit_members[] = { "first", "frame", "coordinator",
	NULL };
static const char *const request_members[] = { "jsonrpc", "id", "method",
	"params", "daemon", "session", "seen", "blind", "tell", NULL };
static const char *const answer_members[] = { "jsonrpc", "id", "request",
	"result", "receipt", "told", "error", NULL };
static const char *const error_members[] = { "code", "message", "data", NULL };
static const char *const data_members[] = { "word", "id", "plural", "n",
	"values", NULL };
static const char *const receipt_members[] = { "seq", "hash", NULL };

/* --- reading: one member at a time, each refused by its name --- */

static int wrong(const char *name, const char *must, struct err *err)
{
	return err_set(
	    err, ERR_MALFORMED, "the member \"%s\" must be %-s", name, must);
}

/* A name is repeated to its sender only where it can be nothing but a name. */
static int message_unknown(const char *name, struct err *err)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz_";

	if (strlen(name) > 32 || name[strspn(name, letters)] != '\0')
		name = "";
	return err_set(err, ERR_MALFORMED,
	    *name != '\0' ? N_("unknown member \"%s\"") : N_("unknown member"),
	    name);
}

static int members_check(
    json_t *object, const char *const *known, struct err *err)
{
	for (void *at = json_object_iter(object); at != NULL;
	     at = json_object_iter_next(object, at)) {
		const char *name = json_object_iter_key(at);
		const char *const *is = known;

		while (*is != NULL && strcmp(*is, name) != 0)
			is++;
		if (*is == NULL)
			return message_unknown(name, err);
	}
	return 0;
}

static int whole_read(int64_t *whole, const json_t *object, const char *name,
    int64_t least, int64_t most, struct err *err)
{
	const json_t *value = json_object_get(object, name);

	*whole = json_integer_value(value);
	if (json_is_integer(value) && *whole >= least && *whole <= most)
		return 0;
	*whole = 0;
	return err_set(err, ERR_MALFORMED,
	    "the member \"%s\" must be a whole number from %" PRId64
	    " to %" PRId64,
	    name, least, most);
}

static int message_text_read(const char **text, const json_t *object,
    const char *name, size_t most, struct err *err)
{
	const json_t *value = json_object_get(object, name);
	size_t length = json_string_length(value);

	*text = json_string_value(value);
	if (*text != NULL && length >= 1 && length <= most)
		return 0;
	return err_set(err, ERR_MALFORMED,
	    "the member \"%s\" must be a text of 1 to %zu bytes", name, most);
}

/* Hexadecimal of `length` bytes; it is required where `present` is NULL. */
static int hex_member(void *bytes, size_t length, bool *present,
    const json_t *object, const char *name, struct err *err)
{
	const json_t *value = json_object_get(object, name);

	if (present != NULL)
		*present = value != NULL;
	if (value == NULL && present != NULL)
		return 0;
	if (json_is_string(value) &&
	    hex_read(json_string_value(value), bytes, length) == 0)
		return 0;
	return err_set(err, ERR_MALFORMED,
	    "the member \"%s\" must be %zu lower-case hexadecimal digits", name,
	    2 * length);
}

static int receipt_read(struct receipt *receipt, bool *present,
    const json_t *object, const char *name, struct err *err)
{
	json_t *value = json_object_get(object, name);

	if (present != NULL)
		*present = value != NULL;
	if (value == NULL && present != NULL)
		return 0;
	if (members_check(value, receipt_members, err) == 0 &&
	    whole_read(&receipt->seq, value, "seq", 0, WHOLE_MAX, err) == 0 &&
	    hex_member(receipt->hash, SIGN_SHA256, NULL, value, "hash", err) ==
		0)
		return 0;
	return wrong(name, "{\"seq\":N,\"hash\":\"<64 hex digits>\"}", err);
}

static int version_check(const json_t *object, struct err *err)
{
	const char *version = json_text(object, "jsonrpc");

	if (version == NULL || strcmp(version, JSONRPC) != 0)
		return wrong("jsonrpc", N_("\"2.0\""), err);
	return 0;
}

/* What the daemon wrote is not the request's fault: another error. */
static int breaks_protocol(const char *what, struct err *err)
{
	return err_set(err, ERR_PROTOCOL,
	    "the daemon's %-s breaks the protocol: %p", what, (void *)err);
}

static void receipt_write(
    struct buffer *to, const char *name, const struct receipt *receipt)
{
	buffer_printf(
	    to, ",\"%s\":{\"seq\":%" PRId64 ",\"hash\":\"", name, receipt->seq);
	buffer_hex(to, receipt->hash, SIGN_SHA256);
	buffer_text(to, "\"}");
}

static void hex_write(
    struct buffer *to, const char *name, const void *bytes, size_t length)
{
	buffer_printf(to, ",\"%s\":\"", name);
	buffer_hex(to, bytes, length);
	buffer_text(to, "\"");
}

/* --- hello --- */

void message_hello_write(struct buffer *to, const struct hello *hello)
{
	buffer_printf(to,
	    "{\"jsonrpc\":\"" JSONRPC "\",\"method\":\"hello\",\"params\":"
	    "{\"protocol\":%d,\"version\":",
	    MESSAGE_VERSION);
	buffer_json(to, hello->version);
	buffer_text(to, ",\"daemon\":");
	buffer_json(to, hello->daemon);
	hex_write(to, "session", hello->session, MESSAGE_SESSION);
	receipt_write(to, "head", &hello->head);
	buffer_printf(to,
	    ",\"rehearsal\":%s,\"zone\":", hello->rehearsal ? "true" : "false");
	buffer_json(to, hello->zone);
	buffer_printf(to,
	    ",\"limits\":"
	    "{\"first\":%u,\"frame\":%u,\"coordinator\":%u}}}",
	    FRAME_FIRST_MAX, FRAME_MAX, FRAME_COORDINATOR_MAX);
}

static int limits_check(json_t *params, struct err *err)
{
	json_t *limits = json_object_get(params, "limits");
	int64_t limit;

	if (members_check(limits, limit_members, err) != 0)
		return -1;
	for (const char *const *name = limit_members; *name != NULL; name++)
		if (whole_read(&limit, limits, *name, 1, WHOLE_MAX, err) != 0)
			return -1;
	return 0;
}

/* The version is read first, for another version may have other members. */
static int protocol_check(json_t *params, struct err *err)
{
	int64_t protocol;

	if (whole_read(&protocol, params, "protocol", 1, WHOLE_MAX, err) != 0)
		return -1;
	if (protocol != MESSAGE_VERSION)
		return err_set(err, ERR_MALFORMED,
		    "it speaks version %" PRId64 ", this program version %d: "
		    "install the same planvakt on both sides",
		    protocol, MESSAGE_VERSION);
	return members_check(params, hello_params, err);
}

static int hello_params_read(
    struct hello *hello, json_t *params, struct err *err)
{
	const json_t *rehearsal = json_object_get(params, "rehearsal");
	const char *version, *daemon, *zone;

	if (protocol_check(params, err) != 0 ||
	    message_text_read(&version, params, "version",
		sizeof(hello->version) - 1, err) != 0 ||
	    message_text_read(
		&daemon, params, "daemon", SIGN_FINGERPRINT - 1, err) != 0 ||
	    hex_member(hello->session, MESSAGE_SESSION, NULL, params, "session",
		err) != 0 ||
	    receipt_read(&hello->head, NULL, params, "head", err) != 0 ||
	    message_text_read(&zone, params, "zone", MESSAGE_ZONE - 1, err) !=
		0 ||
	    limits_check(params, err) != 0)
		return -1;
	if (!json_is_boolean(rehearsal))
		return wrong("rehearsal", "true or false", err);
	memcpy(hello->version, version, strlen(version) + 1);
	memcpy(hello->daemon, daemon, strlen(daemon) + 1);
	memcpy(hello->zone, zone, strlen(zone) + 1);
	hello->rehearsal = json_is_true(rehearsal);
	return 0;
}

static int hello_read(struct hello *hello, json_t *root, struct err *err)
{
	const char *method;

	if (members_check(root, hello_members, err) != 0 ||
	    version_check(root, err) != 0 ||
	    message_text_read(&method, root, "method", METHOD_MAX, err) != 0)
		return -1;
	if (strcmp(method, "hello") != 0)
		return wrong("method", "\"hello\"", err);
	return hello_params_read(hello, json_object_get(root, "params"), err);
}

int message_hello_read(
    struct hello *hello, const char *body, size_t length, struct err *err)
{
	json_t *root;
	int result = message_object_load(&root, body, length, err);

	*hello = (struct hello){ 0 };
	if (result == 0)
		result = hello_read(hello, root, err);
	json_decref(root);
	return result == 0 ? 0 : breaks_protocol(N_("hello"), err);
}

/* --- request --- */

void message_request_write(struct buffer *to, const struct request *request)
{
	buffer_printf(to,
	    "{\"jsonrpc\":\"" JSONRPC "\",\"id\":%" PRId64 ",\"method\":",
	    request->id);
	buffer_json(to, request->method);
	buffer_text(to, ",\"params\":");
	if (request->params == NULL)
		buffer_text(to, "{}");
	else
		json_write(to, request->params);
	buffer_text(to, ",\"daemon\":");
	buffer_json(to, request->daemon);
	if (request->has_session)
		hex_write(to, "session", request->session, MESSAGE_SESSION);
	if (request->has_seen)
		receipt_write(to, "seen", &request->seen);
	if (request->has_blind)
		hex_write(to, "blind", request->blind, MESSAGE_BLIND);
	if (request->tells)
		buffer_text(to, ",\"tell\":true");
	buffer_text(to, "}");
}

static int tells_read(struct request *request, struct err *err)
{
	const json_t *tell = json_object_get(request->root, "tell");

	request->tells = json_is_true(tell);
	return tell == NULL || request->tells ? 0 : wrong("tell", "true", err);
}

static int params_read(json_t **params, json_t *root, struct err *err)
{
	*params = json_object_get(root, "params");
	if (*params == NULL) {
		*params = json_object();
		if (json_object_set_new(root, "params", *params) != 0)
			abort();
	}
	if (!json_is_object(*params))
		return wrong("params", "an object: name each value", err);
	return 0;
}

/* `id` is read first, so that even a refusal names its request. */
static int request_read(struct request *request, struct err *err)
{
	json_t *root = request->root;

	if (whole_read(&request->id, root, "id", 1, ID_MAX, err) != 0 ||
	    members_check(root, request_members, err) != 0 ||
	    version_check(root, err) != 0 ||
	    message_text_read(
		&request->method, root, "method", METHOD_MAX, err) != 0 ||
	    params_read(&request->params, root, err) != 0 ||
	    message_text_read(&request->daemon, root, "daemon",
		SIGN_FINGERPRINT - 1, err) != 0 ||
	    hex_member(request->session, MESSAGE_SESSION, &request->has_session,
		root, "session", err) != 0 ||
	    receipt_read(
		&request->seen, &request->has_seen, root, "seen", err) != 0 ||
	    hex_member(request->blind, MESSAGE_BLIND, &request->has_blind, root,
		"blind", err) != 0)
		return -1;
	return tells_read(request, err);
}

int message_request_read(
    struct request *request, const char *body, size_t length, struct err *err)
{
	*request = (struct request){ 0 };
	if (message_object_load(&request->root, body, length, err) == 0 &&
	    request_read(request, err) == 0 &&
	    message_spelling_check(body, length, err) == 0)
		return 0;
	json_decref(request->root);
	*request = (struct request){ .id = request->id };
	return -1;
}

void message_request_release(struct request *request)
{
	json_decref(request->root);
	*request = (struct request){ 0 };
}

/* --- answer --- */

static void answer_begin(struct buffer *to, int64_t id, const uint8_t *request)
{
	buffer_printf(to, "{\"jsonrpc\":\"" JSONRPC "\",\"id\":%" PRId64, id);
	if (request == NULL)
		buffer_text(to, ",\"request\":null");
	else
		hex_write(to, "request", request, SIGN_SHA512);
}

void message_result_write(struct buffer *to, int64_t id,
    const uint8_t request[SIGN_SHA512], const char *result,
    const struct receipt *receipt, const char *told)
{
	answer_begin(to, id, request);
	buffer_text(to, ",\"result\":");
	buffer_text(to, result);
	if (receipt != NULL)
		receipt_write(to, "receipt", receipt);
	if (told != NULL)
		buffer_printf(to, ",\"told\":%s", told);
	buffer_text(to, "}");
}

void message_error_write(struct buffer *to, int64_t id, const uint8_t *request,
    const struct err *error)
{
	assert(err_number(error->code) != 0);
	answer_begin(to, id, request);
	buffer_printf(to,
	    ",\"error\":{\"code\":%d,\"message\":", err_number(error->code));
	buffer_json(to, error->text);
	buffer_printf(to, ",\"data\":{\"word\":\"%s\"%s%s}}",
	    err_word(error->code), *error->said != '\0' ? "," : "}",
	    *error->said != '\0' ? error->said + 1 : "");
}

/* `result` and `error` exclude each other, and only a result is logged. */
static int child_outcome_check(
    const struct answer *answer, const json_t *error, struct err *err)
{
	if ((answer->result == NULL) == (error == NULL))
		return err_set(err, ERR_MALFORMED,
		    "it must have one of \"result\" and \"error\"");
	if (answer->result != NULL && !json_is_object(answer->result))
		return wrong("result", "an object", err);
	if (error != NULL && answer->has_receipt)
		return err_set(
		    err, ERR_MALFORMED, "an error must not have a receipt");
	if (answer->told != NULL && !json_is_object(answer->told))
		return wrong("told", "an object", err);
	return 0;
}

/* A later daemon may have new words; its message still tells enough. */
static int error_read(struct err *error, json_t *object, struct err *err)
{
	json_t *data = json_object_get(object, "data");
	const json_t *number = json_object_get(object, "code");
	const char *message, *word;
	enum err_code code;

	if (members_check(object, error_members, err) != 0 ||
	    members_check(data, data_members, err) != 0 ||
	    message_text_read(
		&message, object, "message", FRAME_FIRST_MAX, err) != 0 ||
	    message_text_read(&word, data, "word", METHOD_MAX, err) != 0)
		return -1;
	code = err_from_word(word);
	if (!json_is_integer(number) ||
	    (code != ERR_PROTOCOL &&
		json_integer_value(number) != err_number(code)))
		return wrong("code", "the number of its word", err);
	err_set(error, code, "%s", message);
	err_said_read(error, data);
	return 0;
}

static int request_hash_read(struct answer *answer, struct err *err)
{
	if (json_is_null(json_object_get(answer->root, "request")))
		return 0;
	answer->has_request = true;
	return hex_member(
	    answer->request, SIGN_SHA512, NULL, answer->root, "request", err);
}

static int answer_read(struct answer *answer, struct err *err)
{
	json_t *root = answer->root;
	json_t *error = json_object_get(root, "error");

	answer->result = json_object_get(root, "result");
	answer->told = json_object_get(root, "told");
	if (members_check(root, answer_members, err) != 0 ||
	    version_check(root, err) != 0 ||
	    whole_read(&answer->id, root, "id", 0, WHOLE_MAX, err) != 0 ||
	    request_hash_read(answer, err) != 0 ||
	    receipt_read(&answer->receipt, &answer->has_receipt, root,
		"receipt", err) != 0 ||
	    child_outcome_check(answer, error, err) != 0)
		return -1;
	return error != NULL ? error_read(&answer->error, error, err) : 0;
}

int message_answer_read(
    struct answer *answer, const char *body, size_t length, struct err *err)
{
	*answer = (struct answer){ 0 };
	if (message_object_load(&answer->root, body, length, err) == 0 &&
	    answer_read(answer, err) == 0)
		return 0;
	message_answer_release(answer);
	return breaks_protocol(N_("answer"), err);
}

void message_answer_release(struct answer *answer)
{
	json_decref(answer->root);
	*answer = (struct answer){ 0 };
}
