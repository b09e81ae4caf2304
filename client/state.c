/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/call.h"
#include "client/complete.h"
#include "client/status.h"
#include "client/unknown.h"
#include "client/verb.h"
#include "client/usage.h"
#include "protocol/json_member.h"
#include "protocol/standard.h"

/* --- trust --- */

static int trust_run(struct call *call, struct err *err)
{
	const char *expected = json_text(call->words->params, "fingerprint");
	struct trust_daemon daemon;
	json_t *thing;

	if (strncmp(expected, "SHA256:", 7) != 0 ||
	    strlen(expected) != SIGN_FINGERPRINT - 1)
		return err_set(err, ERR_INVALID,
		    "'%s' is no fingerprint: it is SHA256: and 43 characters",
		    expected);
	if (call_meet(call, &daemon, err) != 0 ||
	    trust_pin(&daemon, expected, err) != 0)
		return -1;
	thing =
	    json_pack("{ss ss}", "socket", daemon.socket, "trusted", expected);
	output_thing(&call->output, thing);
	json_decref(thing);
	return 0;
}

/* --- timeframe --- */

static int add_line(json_t *texts, char *line, ssize_t length, const char *path,
    struct err *err)
{
	while (length > 0 && strchr("\r\n", line[length - 1]) != NULL)
		length--;
	if (length == 0)
		return 0;
	if (json_array_append_new(texts, json_stringn(line, (size_t)length)) ==
	    0)
		return 0;
	return err_set(err, ERR_INVALID,
	    "line %zu of the texts in %s is not valid UTF-8",
	    json_array_size(texts) + 1, path);
}

/* One text on each line. */
static int state_read_texts(json_t *texts, const char *path, struct err *err)
{
	const char *name;
	FILE *file = standard_begin(path, &name);
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	int result = 0;

	if (file == NULL)
		return err_set(err, ERR_INVALID, "cannot read %s: %s", path,
		    strerrordesc_np(errno));
	while (result == 0 && (length = getline(&line, &size, file)) >= 0)
		result = add_line(texts, line, length, name, err);
	if (result == 0 && ferror(file))
		result = err_set(err, ERR_INVALID, "cannot read %s: %s", name,
		    strerrordesc_np(errno));
	free(line);
	standard_end(file);
	return result;
}

static int timeframe_run(struct call *call, struct err *err)
{
	json_t *params = call->words->params;
	const char *path = json_text(params, "file");
	json_t *texts = json_object_get(params, "texts");

	if (texts == NULL) {
		texts = json_array();
		json_object_set_new(params, "texts", texts);
	}
	if (path != NULL && state_read_texts(texts, path, err) != 0)
		return -1;
	json_object_del(params, "file");
	if (json_array_size(texts) == 0 && path == NULL)
		return err_set(err, ERR_USAGE,
		    "no text given: planvakt timeframe [<text>]... "
		    "[--file F]");
	return call_ask(call, err);
}

/* --- help --- */

/* Whether these are all the words of a command, behind which its values stand.
 */
static bool help_is_command(const char *const *given, size_t count)
{
	const struct topic *topics = client_topics;
	const struct verb *row = NULL;
	struct grammar grammar;

	while ((row = verb_next(&topics, row)) != NULL) {
		grammar_read(&grammar, row->grammar);
		if (grammar.literals == count &&
		    grammar_common(&grammar, given, count) == count)
			return true;
	}
	return false;
}

/* Of a command with values behind it its help; a word that no command has is
 * none. */
static bool help_told(const char *const *given, size_t count)
{
	if (usage_topic(stdout, client_topics, given, count))
		return true;
	while (count > 0 && !help_is_command(given, count))
		count--;
	return count > 0 && usage_topic(stdout, client_topics, given, count);
}

static int help_run(struct call *call, struct err *err)
{
	json_t *words = json_object_get(call->words->params, "words");
	const char *given[GRAMMAR_MAX];
	size_t count = 0;

	while (count < json_array_size(words) && count < GRAMMAR_MAX) {
		given[count] = json_string_value(json_array_get(words, count));
		count++;
	}
	if (count == 0)
		usage_overview(stdout, client_topics);
	else if (!help_told(given, count))
		return unknown_command(given, count, client_topics, err);
	return 0;
}

/* --- complete --- */

#define COMPLETE_MAX 256 /* words of a line */

static int complete_run(struct call *call, struct err *err)
{
	json_t *words = json_object_get(call->words->params, "words");
	const char *given[COMPLETE_MAX];
	size_t count = 0;

	(void)err;
	while (count < json_array_size(words) && count < COMPLETE_MAX) {
		given[count] = json_string_value(json_array_get(words, count));
		count++;
	}
	complete_write(stdout, client_topics, given, count);
	return 0;
}

static const struct column timeframe_columns[] = {
	{ "text", "TEXT", COLUMN_WORDS },
	{ "kind", "KIND", COLUMN_PLAIN },
	{ "start", "START", COLUMN_PLAIN },
	{ "end", "END", COLUMN_PLAIN },
	{ "reason", "REASON", COLUMN_RARE | COLUMN_WRAP },
	{ 0 },
};

const struct verb state_verbs[] = {
	{ "status [--verbose] [--check] [--metrics]", "status", READS | PAGED,
	    "Show what is late, comes and was answered; --verbose: all there "
	    "is; --check: in a line, for a monitor.",
	    NULL, NULL, status_run },
	{ "ping", "ping", READS,
	    "Show whether the daemon answers and who "
	    "you are to it." },
	{ "timeframe [<text>]... [--file F]", "timeframe.read", LISTS,
	    "Show how timeframes are read.", timeframe_columns,
	    "no timeframes given", timeframe_run },
	{ "trust <fingerprint>", NULL, READS,
	    "Trust the daemon that has this key.", NULL, NULL, trust_run },
	{ "help [<word>]...", NULL, READS, "Show how commands are written.",
	    NULL, NULL, help_run },
	{ "complete [<word>]...", NULL, READS,
	    "Show how a line can go on, for a shell.", NULL, NULL,
	    complete_run },
	{ 0 },
};
