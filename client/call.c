/* SPDX-License-Identifier: ISC */
#include "client/call.h"
#include "client/progress_note.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/code.h"
#include "client/output/format.h"
#include "client/output/said.h"
#include "client/restored.h"
#include "client/undated.h"
#include "protocol/json_member.h"
#include "protocol/sign_key.h"
#include "protocol/error_words.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define DEFAULT_SOCKET "/run/planvakt/planvaktd.sock"
#define DEFAULT_KEY    ".ssh/id_ed25519"

void call_release(struct call *call)
{
	output_close(&call->output);
	session_close(call->session);
	signer_close(&call->signer);
	client_config_release(&call->config);
	*call = (struct call){ 0 };
}

/* What an option says, else the environment, else a configuration file. */
static const char *setting(
    const char *option, const char *variable, const char *configured)
{
	const char *value = option != NULL ? option : getenv(variable);

	if (value == NULL || value[0] == '\0')
		value = configured;
	return value[0] != '\0' ? value : NULL;
}

static int call_configure(struct call *call, struct err *err)
{
	if (call->configured)
		return 0;
	call->configured = true;
	return client_config_read(&call->config, err);
}

/* Where the named file is missing and the agent's only key signs, the user is
 * told so: a mistyped name must not let him sign as somebody else unawares. */
static void tell_guess(const struct signer *signer, const char *path)
{
	char fingerprint[SIGN_FINGERPRINT];

	sign_fingerprint(signer->public, fingerprint);
	width_say(stderr,
	    _("planvakt: %s is not there, the ssh-agent's only key signs: "
	      "%s\n"),
	    path, fingerprint);
}

static int call_read_key(struct call *call, struct err *err)
{
	const char *path, *home = getenv("HOME");
	char standard[PATH_MAX];

	if (call_configure(call, err) != 0)
		return -1;
	path = setting(call->words->key, "PLANVAKT_KEY", call->config.key);
	if (path == NULL && home == NULL)
		return err_set(err, ERR_INVALID,
		    "HOME is not set: name your key with --key FILE");
	if (path == NULL) {
		snprintf(standard, sizeof(standard), "%s/" DEFAULT_KEY, home);
		path = standard;
	}
	if (signer_open(&call->signer, path, err) != 0)
		return -1;
	if (call->signer.guessed && path != standard)
		tell_guess(&call->signer, path);
	return 0;
}

static void call_leave(struct call *call)
{
	session_close(call->session);
	call->session = NULL;
}

static int call_connect(struct call *call, struct err *err)
{
	const char *path;

	call_leave(call);
	if (call_configure(call, err) != 0)
		return -1;
	path = setting(
	    call->words->socket, "PLANVAKT_SOCKET", call->config.socket);
	if (path == NULL)
		path = DEFAULT_SOCKET;
	return session_open(&call->session, path, err);
}

int call_meet(struct call *call, struct trust_daemon *daemon, struct err *err)
{
	if (call->session == NULL && call_connect(call, err) != 0)
		return -1;
	if (session_meet(call->session, err) != 0) {
		call_leave(call);
		return -1;
	}
	format_zone(session_hello(call->session)->zone);
	*daemon = (struct trust_daemon){
		.socket = session_socket(call->session),
		.fingerprint = session_hello(call->session)->daemon,
		.uid = session_peer(call->session),
		.named = client_config_trusts(
		    &call->config, session_hello(call->session)->daemon),
	};
	return 0;
}

/* While the user was asked whether to trust the daemon, it may have closed the
 * silent connection: then we connect again. */
static int meet_trusted(
    struct call *call, struct trust_daemon *daemon, struct err *err)
{
	int asked = 0;

	do {
		if (asked > 0)
			call_leave(call);
		if (call_meet(call, daemon, err) != 0)
			return -1;
		asked = trust_check(daemon, err);
	} while (asked > 0);
	return asked;
}

/* The daemon makes its hello while we read the key. Whoever has none is told
 * that first. */
static int call_begin(struct call *call, struct err *err)
{
	struct err unreachable;
	bool connected = call_connect(call, &unreachable) == 0;

	if (call_read_key(call, err) != 0) {
		call_leave(call);
		return -1;
	}
	if (!connected)
		*err = unreachable;
	return connected ? 0 : -1;
}

int call_greet(struct call *call, struct receipt *held, struct err *err)
{
	char fingerprint[SIGN_FINGERPRINT];
	struct trust_daemon daemon;

	if (call_configure(call, err) != 0 || call_begin(call, err) != 0 ||
	    meet_trusted(call, &daemon, err) != 0)
		return -1;
	sign_fingerprint(call->signer.public, fingerprint);
	return trust_receipt_read(daemon.fingerprint, fingerprint, held, err);
}

/* The hello may be older than our receipt because another of our processes
 * wrote after it was said. A new hello tells: if it is older too, the daemon
 * has lost the entry. */
static int check_head(struct call *call, struct err *err)
{
	const struct hello *hello = session_hello(call->session);
	struct trust_daemon daemon;

	if (call->held.seq > hello->head.seq) {
		call_leave(call);
		if (meet_trusted(call, &daemon, err) != 0)
			return -1;
		hello = session_hello(call->session);
	}
	if (trust_head(&call->held, &hello->head, err) == 0)
		return 0;
	return restored_accept(call->session, &call->signer, &call->held, err);
}

/* Where the receipt cannot be kept, the user is told, but the command does not
 * fail: its change is made and cannot be undone. */
void call_keep_receipt(struct call *call, const uint8_t public[SIGN_PUBLIC],
    const struct receipt *receipt)
{
	char fingerprint[SIGN_FINGERPRINT];
	struct buffer why = { 0 };
	struct err err;

	sign_fingerprint(public, fingerprint);
	if (trust_receipt_write(session_hello(call->session)->daemon,
		fingerprint, receipt, &err) == 0)
		return;
	err_words(&why, &err);
	width_say(stderr,
	    _("planvakt: the change is made, but its receipt is not "
	      "kept: %s\n"),
	    why.bytes);
	buffer_free(&why);
}

/* Whether to send the request again: the daemon refused our receipt, but a
 * confirmed backup explains why it is not there. */
static bool is_explained(struct call *call, struct err *err)
{
	return err->code == ERR_RECEIPT &&
	    restored_accept(call->session, &call->signer, &call->held, err) ==
	    0;
}

int call_open(struct call *call, struct err *err)
{
	int result;

	if (call->session != NULL)
		return 0;
	if (call_greet(call, &call->held, err) != 0 ||
	    check_head(call, err) != 0)
		return -1;
	session_sign(call->session, &call->signer, &call->held);
	if (output_is_table(&call->output))
		session_tell(call->session);
	result = code_read(call->session, call->words, err);
	if (result != 0 && is_explained(call, err))
		result = code_read(call->session, call->words, err);
	return result;
}

int call_again(struct call *call, struct err *err)
{
	call_leave(call);
	signer_close(&call->signer);
	return call_open(call, err);
}

int call_request(struct call *call, const char *method, json_t *params,
    bool writes, struct answer *answer, struct err *err)
{
	int result =
	    session_request(call->session, method, params, writes, answer, err);

	if (result != 0 && is_explained(call, err))
		result = session_request(
		    call->session, method, params, writes, answer, err);
	if (result != 0)
		return -1;
	if (answer->has_receipt)
		call_keep_receipt(call, call->signer.public, &answer->receipt);
	return 0;
}

static int wrong_page(struct err *err)
{
	return err_set(err, ERR_PROTOCOL,
	    "the daemon's answer has no rows or does not go on: is it of "
	    "another version?");
}

/* Makes the next request begin after `next`: 1; 0 where there is no further
 * page. One without rows may be of an answer that takes its time, and begin
 * where the one before did. */
static int turn_page(
    json_t *params, json_t *next, bool is_empty, struct err *err)
{
	if (next == NULL || json_is_null(next))
		return 0;
	if (!is_empty && json_equal(next, json_object_get(params, "after")))
		return wrong_page(err);
	json_object_set(params, "after", next);
	return 1;
}

int call_rows(struct call *call, const char *method, json_t *params,
    json_t *rows, struct err *err)
{
	struct answer answer;
	json_t *page;
	int more;

	do {
		if (call_request(call, method, params, false, &answer, err) !=
		    0)
			return -1;
		page = json_object_get(answer.result, "rows");
		more = json_is_array(page)
		    ? turn_page(params, json_object_get(answer.result, "next"),
			  json_array_size(page) == 0, err)
		    : wrong_page(err);
		json_array_extend(rows, page);
		message_answer_release(&answer);
	} while (more > 0);
	return more;
}

/* A list in CSV says whose it is, so that its numbers count when it comes
 * back: the name of the daemon is a column. */
static void name_daemon(struct call *call, json_t *rows)
{
	const struct column *column = call->output.columns;
	json_t *row;
	size_t i;

	while (column->field != NULL && strcmp(column->field, "daemon") != 0)
		column++;
	if (column->field == NULL)
		return;
	json_array_foreach (rows, i, row)
		json_object_set_new(row, "daemon",
		    json_string(session_hello(call->session)->daemon));
}

static int show_rows(struct call *call, json_t *result, struct err *err)
{
	json_t *rows = json_object_get(result, "rows");

	if (!json_is_array(rows))
		return wrong_page(err);
	name_daemon(call, rows);
	output_list_rows(&call->output, rows);
	output_note(
	    &call->output, json_string_value(json_object_get(result, "note")));
	return turn_page(call->words->params, json_object_get(result, "next"),
	    json_array_size(rows) == 0, err);
}

/* Asks for a page and shows it: 1 where there is another. */
static int ask_page(struct call *call, struct err *err)
{
	const struct verb *verb = call->words->verb;
	json_t *params = call->words->params;
	struct answer answer;
	struct page page;
	int result = 0;

	if (output_takes_raw(&call->output)) {
		result = session_request_page(
		    call->session, verb->method, params, &page, &answer, err);
		if (result < 0 && is_explained(call, err))
			result = session_request_page(call->session,
			    verb->method, params, &page, &answer, err);
	} else {
		result = call_request(
		    call, verb->method, params, false, &answer, err);
	}
	if (result < 0)
		return -1;
	if (result == 0) {
		result = show_rows(call, answer.result, err);
		message_answer_release(&answer);
		return result;
	}
	output_list_raw(&call->output, page.rows, page.length);
	result = turn_page(params, page.next, page.length == 0, err);
	json_decref(page.next);
	return result;
}

static int ask_list(struct call *call, struct err *err)
{
	int more;

	do
		more = ask_page(call, err);
	while (more > 0);
	if (more == 0)
		output_list_end(&call->output, call->words->verb->empty);
	return more;
}

static void call_tell_line(struct call *call, struct buffer *text)
{
	width_print(call->output.to, text->bytes, 4, call->output.width);
	buffer_cut(text, 0);
}

bool call_named(struct buffer *text, json_t *result)
{
	long long named = (long long)json_number(result, "unclear_named");

	if (named > 0)
		buffer_printf(text,
		    translate_plural(
			"%lld unclear activity has an owner that is a "
			"department now: planvakt activity list --unclear",
			"%lld unclear activities have an owner that is a "
			"department now: planvakt activity list --unclear",
			(unsigned long)named),
		    named);
	return named > 0;
}

/* What somebody wrote may end in a full stop, and ours goes on. */
static void call_go_on(struct buffer *sentence)
{
	size_t length = sentence->length;

	if (length > 1 && sentence->bytes[length - 1] == '.' &&
	    sentence->bytes[length - 2] != '.')
		buffer_cut(sentence, length - 1);
}

/* The sentence of the entry that a write made, and of an activity when it is
 * due and what is unclear. */
static void tell_entry(struct call *call, json_t *entry, json_t *thing)
{
	const char *note = json_string_value(json_object_get(thing, "note"));
	struct buffer text = { 0 }, what = { 0 }, seq = { 0 }, more = { 0 };

	format_words(&what, entry, "what");
	format_words(&seq, entry, "seq");
	if (format_value(thing, "due") != NULL) {
		format_in_sentence(&more, thing, "due");
		call_go_on(&what);
		buffer_printf(&text,
		    format_value(thing, "activity") != NULL
			? _("%s; due %s (entry %s)")
			: _("%s; to be made anew by %s (entry %s)"),
		    what.bytes, more.bytes, seq.bytes);
	} else {
		buffer_printf(&text, _("%s (entry %s)"), what.bytes, seq.bytes);
	}
	call_tell_line(call, &text);
	if (json_array_size(json_object_get(thing, "unclear")) > 0) {
		buffer_cut(&more, 0);
		format_words(&more, thing, "unclear");
		buffer_printf(&text, _("unclear: %s"), more.bytes);
		call_tell_line(call, &text);
		if (undated_words(&text, entry, thing))
			call_tell_line(call, &text);
	}
	if (note != NULL) {
		said_words(&text, note);
		call_tell_line(call, &text);
	}
	if (progress_note_words(&text, entry, thing))
		call_tell_line(call, &text);
	if (call_named(&text, thing))
		call_tell_line(call, &text);
	buffer_free(&text);
	buffer_free(&what);
	buffer_free(&seq);
	buffer_free(&more);
}

void call_tell(struct call *call, struct answer *answer)
{
	if (answer->told != NULL)
		tell_entry(call, answer->told, answer->result);
	else
		output_thing(&call->output, answer->result);
}

static int ask_thing(struct call *call, struct err *err)
{
	const struct verb *verb = call->words->verb;
	struct answer answer;

	if (call_request(call, verb->method, call->words->params,
		verb->traits & WRITES, &answer, err) != 0)
		return -1;
	call_tell(call, &answer);
	message_answer_release(&answer);
	return 0;
}

int call_ask(struct call *call, struct err *err)
{
	if (call_open(call, err) != 0)
		return -1;
	if (call->words->verb->traits & LISTS)
		return ask_list(call, err);
	return ask_thing(call, err);
}
