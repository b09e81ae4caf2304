/* SPDX-License-Identifier: ISC */
#include "client/output/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/output/said.h"
#include "protocol/width.h"

#define JSON_FORM (JSON_COMPACT | JSON_ENCODE_ANY)

/* --- JSON --- */

static void json_begin(struct output *output)
{
	fputc('[', output->to);
}

static void json_rows(struct output *output, json_t *rows)
{
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		if (output->count++ > 0)
			fputc(',', output->to);
		json_dumpf(row, output->to, JSON_FORM);
	}
}

static void json_raw(struct output *output, const char *rows, size_t length)
{
	if (length == 0)
		return;
	if (output->count++ > 0)
		fputc(',', output->to);
	fwrite(rows, 1, length, output->to);
}

static void json_end(struct output *output, const char *empty)
{
	(void)empty;
	fputs("]\n", output->to);
}

static void json_thing(struct output *output, json_t *thing)
{
	json_dumpf(thing, output->to, JSON_FORM);
	fputc('\n', output->to);
}

static const struct output_format output_json = {
	"json",
	json_begin,
	json_rows,
	json_end,
	json_thing,
	json_raw,
};

/* --- the face --- */

static const struct output_format *const formats[] = {
	&output_table,
	&output_json,
	&output_csv,
};

/* https://no-color.org: set and not empty. */
static bool wants_colour(FILE *to)
{
	const char *no_colour = getenv("NO_COLOR");
	const char *terminal = getenv("TERM");

	return isatty(fileno(to)) &&
	    (no_colour == NULL || no_colour[0] == '\0') && terminal != NULL &&
	    strcmp(terminal, "dumb") != 0;
}

int output_open(struct output *output, const char *name, FILE *to,
    const struct column *columns, struct err *err)
{
	*output = (struct output){ .to = to, .columns = columns };
	if (name == NULL)
		name = "table";
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(formats[i]->name, name) == 0)
			output->format = formats[i];
	if (output->format == NULL)
		return err_set(err, ERR_USAGE,
		    "unknown format '%s': table, json or csv", name);
	if (output_is_table(output)) {
		output->width = width_terminal(to);
		output->colour = wants_colour(to);
	}
	return 0;
}

void output_close(struct output *output)
{
	json_decref(output->held);
	*output = (struct output){ 0 };
}

bool output_is_table(const struct output *output)
{
	return output->format == &output_table;
}

static void begin_once(struct output *output)
{
	if (!output->begun)
		output->format->begin(output);
	output->begun = true;
}

void output_list_rows(struct output *output, json_t *rows)
{
	begin_once(output);
	output->format->rows(output, rows);
}

bool output_takes_raw(const struct output *output)
{
	return output->format->raw != NULL;
}

void output_list_raw(struct output *output, const char *rows, size_t length)
{
	begin_once(output);
	output->format->raw(output, rows, length);
}

void output_list_end(struct output *output, const char *empty)
{
	begin_once(output);
	output->format->end(output, empty);
}

void output_note(struct output *output, const char *note)
{
	struct buffer words = { 0 };

	if (note != NULL && !output->noted) {
		said_words(&words, note);
		width_say(stderr, "%s\n", words.bytes);
		buffer_free(&words);
		output->noted = true;
	}
}

void output_thing(struct output *output, json_t *thing)
{
	output->format->thing(output, thing);
}

int output_flush(struct output *output, struct err *err)
{
	if (output->gone || (fflush(output->to) == 0 && !ferror(output->to)))
		return 0;
	return err_set(err, ERR_INTERNAL, "cannot write the answer: %s",
	    strerrordesc_np(errno));
}

int output_follow(struct output *output, struct err *err)
{
	if (output_flush(output, err) == 0)
		return 1;
	output->gone = errno == EPIPE;
	return output->gone ? 0 : -1;
}
