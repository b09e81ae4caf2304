/* SPDX-License-Identifier: ISC */
#include "client/log_export.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/verb.h"
#include "client/export_dir.h"
#include "client/log_piece.h"
#include "client/log_told.h"
#include "protocol/sign_key.h"
#include "protocol/grow.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

/* An entry whose texts are not what the chain says: a later one must say that
 * they were redacted to just these. */
struct mismatch {
	int64_t seq;
	struct texts texts;
};

struct export
{
	struct call *call;
	struct export_dir dir;
	int64_t added;
	struct mismatch *mismatch; /* owned */
	size_t mismatch_count, mismatch_capacity;
	struct log_told told;
};

/* All of a text; where the page has given it already, a copy of that. */
static int ask_text(struct export *export, int64_t seq, const char *of,
    const char *given, struct buffer *text, struct err *err)
{
	buffer_text(text, given != NULL ? given : "");
	return given != NULL
	    ? 0
	    : log_piece_fetch(export->call, seq, of, text, err);
}

/* --- what was redacted --- */

static void add_mismatch(
    struct export *export, int64_t seq, const struct texts *texts)
{
	export->mismatch = grow(export->mismatch, export->mismatch_count,
	    &export->mismatch_capacity, sizeof(*export->mismatch));
	export->mismatch[export->mismatch_count++] =
	    (struct mismatch){ seq, *texts };
}

static struct mismatch *find_mismatch(const struct export *export, int64_t seq)
{
	for (size_t i = 0; i < export->mismatch_count; i++)
		if (export->mismatch[i].seq == seq)
			return &export->mismatch[i];
	return NULL;
}

/* Entries that an older export holds in full and that were redacted since are
 * written over. */
static int log_export_read_again(
    struct export *export, int64_t seq, struct err *err)
{
	struct buffer request = { 0 }, reading = { 0 };
	struct texts texts;
	int result = -1;

	if (ask_text(export, seq, "request", NULL, &request, err) == 0 &&
	    ask_text(export, seq, "reading", NULL, &reading, err) == 0)
		result = export_dir_texts(
		    &export->dir, seq, request.bytes, reading.bytes, true, err);
	if (result == 0) {
		texts = texts_of(request.bytes, reading.bytes);
		add_mismatch(export, seq, &texts);
	}
	buffer_free(&request);
	buffer_free(&reading);
	return result;
}

/* An entry of a redaction: {"seq","request_sha512","reading_sha256"}. */
static int take_redacted(
    struct export *export, const json_t *redacted, struct err *err)
{
	int64_t seq = json_number(redacted, "seq");
	const char *request = json_text(redacted, "request_sha512");
	const char *reading = json_text(redacted, "reading_sha256");
	struct texts texts;
	struct mismatch *mismatch;

	if (seq < 1 || seq > export->dir.last.place.seq || request == NULL ||
	    reading == NULL || strlen(request) != 2 * SIGN_SHA512 ||
	    strlen(reading) != 2 * SIGN_SHA256 ||
	    hex_read(request, texts.request, SIGN_SHA512) != 0 ||
	    hex_read(reading, texts.reading, SIGN_SHA256) != 0)
		return log_told_wrong(err);
	if (find_mismatch(export, seq) == NULL &&
	    log_export_read_again(export, seq, err) != 0)
		return -1;
	mismatch = find_mismatch(export, seq);
	assert(mismatch != NULL);
	if (texts_are(&mismatch->texts, &texts))
		*mismatch = export->mismatch[--export->mismatch_count];
	return 0;
}

static int take_redaction(struct export *export, const char *request,
    const char *reading, struct err *err)
{
	json_t *asked = json_loads(request, JSON_ALLOW_NUL, NULL);
	const char *method = json_text(asked, "method");
	json_t *read = NULL, *entries;
	int result = 0;

	if (method != NULL && strcmp(method, "log.redact") == 0)
		read = json_loads(reading, JSON_ALLOW_NUL, NULL);
	entries = json_object_get(read, "entries");
	for (size_t i = 0; i < json_array_size(entries) && result == 0; i++)
		result = take_redacted(export, json_array_get(entries, i), err);
	json_decref(read);
	json_decref(asked);
	return result;
}

static int check_mismatches(const struct export *export, struct err *err)
{
	if (export->mismatch_count == 0)
		return 0;
	return err_set(err, ERR_TRUST,
	    "entry %" PRId64 " of the log is not what was signed, and nobody"
	    " redacted it: tell the coordinator, and use nothing of this"
	    " export",
	    export->mismatch[0].seq);
}

/* --- entries --- */

static void show_progress(const struct export *export)
{
	if (!isatty(STDERR_FILENO))
		return;
	fputc('\r', stderr);
	fprintf(stderr, _("%" PRId64 " of %" PRId64 " entries"),
	    export->dir.last.place.seq,
	    session_hello(export->call->session)->head.seq);
}

static void end_progress(void)
{
	if (isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
}

static int keep_entry(struct export *export, const struct link *link,
    const char *line, const char *request, const char *reading, struct err *err)
{
	struct texts texts = texts_of(request, reading);
	bool redacted = !texts_are(&texts, &link->texts);

	if (redacted)
		add_mismatch(export, link->place.seq, &texts);
	if (strstr(request, "log.redact") != NULL &&
	    take_redaction(export, request, reading, err) != 0)
		return -1;
	if (export_dir_texts(&export->dir, link->place.seq, request, reading,
		redacted, err) != 0)
		return -1;
	export->added++;
	return export_dir_append(&export->dir, link, line, err);
}

/* Entry 1 must be signed by the daemon that said hello. */
static int check_first(
    const struct export *export, const struct link *link, struct err *err)
{
	char fingerprint[SIGN_FINGERPRINT];

	sign_fingerprint(link->key, fingerprint);
	if (link->place.seq != 1 ||
	    strcmp(fingerprint, session_hello(export->call->session)->daemon) ==
		0)
		return 0;
	return err_set(err, ERR_TRUST,
	    "the log was not begun by this daemon but by %s: tell the"
	    " coordinator",
	    fingerprint);
}

static int take_entry(struct export *export, const struct link *link,
    const json_t *row, struct err *err)
{
	struct buffer request = { 0 }, reading = { 0 };
	int64_t seq = link->place.seq;
	int result = -1;

	if (ask_text(export, seq, "request", json_text(row, "request"),
		&request, err) == 0 &&
	    ask_text(export, seq, "reading", json_text(row, "reading"),
		&reading, err) == 0)
		result = keep_entry(export, link, json_text(row, "line"),
		    request.bytes, reading.bytes, err);
	buffer_free(&request);
	buffer_free(&reading);
	return result;
}

/* The first row of the first page is the last entry that the folder has; it
 * must be the same in this log. */
static int log_export_take_row(
    struct export *export, const json_t *row, struct err *err)
{
	const struct link *last = &export->dir.last;
	const char *line = json_text(row, "line");
	struct link link;

	if (line == NULL)
		return log_told_wrong(err);
	if (link_read(&link, line, err) != 0)
		return -1;
	if (last->place.seq > 0 && link.place.seq == last->place.seq)
		return memcmp(link.place.hash, last->place.hash, SIGN_SHA256) ==
			0
		    ? 0
		    : err_set(err, ERR_TRUST,
			  "entry %" PRId64 " in %s is not that of the"
			  " daemon's log: one of them was changed, or the log"
			  " is another; ask the coordinator",
			  last->place.seq, export->dir.path);
	if (link_follows(&link, last, err) != 0 ||
	    link_signed(&link, err) != 0 ||
	    check_first(export, &link, err) != 0)
		return -1;
	return take_entry(export, &link, row, err);
}

static int lost_entries(const struct export *export, struct err *err)
{
	return err_set(err, ERR_TRUST,
	    "%s goes up to entry %" PRId64 ", which the daemon's log lacks: a"
	    " backup was restored or its history was cut; ask the coordinator",
	    export->dir.path, export->dir.last.place.seq);
}

/* 1 where there is another page. */
static int take_page(struct export *export, struct err *err)
{
	int64_t last = export->dir.last.place.seq;
	struct answer answer;
	json_t *rows;
	int result = 0;

	if (log_told_ask(export->call, "log.export", READS,
		json_pack(
		    "{sI}", "after", (json_int_t)(last > 0 ? last - 1 : 0)),
		&answer, err) != 0)
		return -1;
	rows = json_object_get(answer.result, "rows");
	if (json_array_size(rows) == 0)
		result =
		    last > 0 ? lost_entries(export, err) : log_told_wrong(err);
	for (size_t i = 0; i < json_array_size(rows) && result == 0; i++)
		result =
		    log_export_take_row(export, json_array_get(rows, i), err);
	show_progress(export);
	if (result == 0 && export->dir.last.place.seq > last)
		result =
		    json_is_integer(json_object_get(answer.result, "next"));
	message_answer_release(&answer);
	return result;
}

/* --- where it ends --- */

/* A file beside the entries; NULL where the daemon sent none. */
static const char *beside_text(
    const struct export *export, const json_t *result, const char *name)
{
	const char *told = log_told_text(&export->told, name);

	return told != NULL ? told : json_text(result, name);
}

/* Whether the checkpoint names every file beside the entries, those that are
 * told or the others, with the hash of what the daemon sends of it. */
static bool has_files(const struct export *export, const char *checkpoint,
    const json_t *result, bool told)
{
	for (const struct export_file *file = export_files; file->name != NULL;
	     file++) {
		const char *text = beside_text(export, result, file->name);
		uint8_t hash[SIGN_SHA256], said[SIGN_SHA256];
		char hex[65];

		if ((log_told_text(&export->told, file->name) != NULL) != told)
			continue;
		if (text == NULL)
			return false;
		export_file_hash(checkpoint, file->name, hex);
		sign_sha256(text, strlen(text), hash);
		if (hex_read(hex, said, SIGN_SHA256) != 0 ||
		    memcmp(hash, said, SIGN_SHA256) != 0)
			return false;
	}
	return true;
}

/* Of the entries that are in the folder, and of the files beside them: 1. Of a
 * later end of the log, which has gone on, or of other sentences: 0. */
static int check_checkpoint(struct export *export, const json_t *result,
    const uint8_t signature[SIGN_SIGNATURE], struct err *err)
{
	const char *text = json_text(result, "checkpoint");
	const struct link *last = &export->dir.last;
	uint8_t hash[SIGN_SHA256];
	int64_t entries;
	char head[65];

	if (!sign_verify(
		export->dir.key, SIGN_DAEMON, text, strlen(text), signature))
		return err_set(err, ERR_TRUST,
		    "the signature of the daemon's checkpoint does not hold:"
		    " tell the coordinator");
	if (sscanf(text,
		"planvakt-checkpoint-1\ndaemon %*s\ntime %*s\nentries "
		"%18" SCNd64 "\nhead %64s",
		&entries, head) != 2 ||
	    hex_read(head, hash, SIGN_SHA256) != 0 ||
	    !has_files(export, text, result, false))
		return log_told_wrong(err);
	if (entries > last->place.seq)
		return 0;
	if (entries == last->place.seq &&
	    memcmp(hash, last->place.hash, SIGN_SHA256) == 0)
		return has_files(export, text, result, true)
		    ? 1
		    : log_told_again(&export->told, err);
	return err_set(err, ERR_TRUST,
	    "the daemon's checkpoint is of another log than its entries: tell"
	    " the coordinator");
}

static int put_checkpoint(struct export *export, const json_t *result,
    const uint8_t signature[SIGN_SIGNATURE], struct err *err)
{
	struct export_dir *dir = &export->dir;
	struct buffer armor = { 0 };
	int done = 0;

	for (const struct export_file *file = export_files;
	     file->name != NULL && done == 0; file++)
		done = export_dir_put(dir, file->name,
		    beside_text(export, result, file->name), file->mode, err);
	sign_armor(&armor, dir->key, SIGN_DAEMON, signature);
	if (done == 0 &&
	    (export_dir_put(dir, "checkpoint.sig", armor.bytes, 0666, err) !=
		    0 ||
		export_dir_sync(dir, err) != 0 ||
		export_dir_put(dir, "checkpoint",
		    json_text(result, "checkpoint"), 0666, err) != 0))
		done = -1;
	buffer_free(&armor);
	return done == 0 ? 1 : -1;
}

/* Fetches the checkpoint, checks and writes it: 1; 0 where the log has gone on
 * meanwhile, so that more pages are to be fetched. */
static int take_checkpoint(struct export *export, struct err *err)
{
	uint8_t signature[SIGN_SIGNATURE];
	struct answer answer;
	const char *hex;
	int result;

	if (log_told_ask(export->call, "log.checkpoint", READS, json_object(),
		&answer, err) != 0)
		return -1;
	hex = json_text(answer.result, "signature");
	if (hex == NULL || strlen(hex) != 2 * SIGN_SIGNATURE ||
	    hex_read(hex, signature, SIGN_SIGNATURE) != 0 ||
	    json_text(answer.result, "checkpoint") == NULL)
		result = log_told_wrong(err);
	else
		result =
		    check_checkpoint(export, answer.result, signature, err);
	if (result == 1)
		result = check_mismatches(export, err) == 0
		    ? put_checkpoint(export, answer.result, signature, err)
		    : -1;
	message_answer_release(&answer);
	return result;
}

/* --- the command --- */

static int take_all(struct export *export, struct err *err)
{
	int result;

	do {
		while ((result = take_page(export, err)) == 1)
			;
		if (result == 0)
			result =
			    log_told_fetch(&export->told, export->call, err);
		if (result == 0)
			result = take_checkpoint(export, err);
	} while (result == 0);
	end_progress();
	return result == 1 ? 0 : -1;
}

static void show_result(struct export *export)
{
	const struct receipt *head = &export->dir.last.place;
	struct buffer hash = { 0 };
	json_t *thing;

	buffer_hex(&hash, head->hash, SIGN_SHA256);
	thing = json_pack("{ss ss sI sI sI ss}", "folder", export->dir.path,
	    "daemon", session_hello(export->call->session)->daemon, "entries",
	    (json_int_t)head->seq, "added", (json_int_t) export->added,
	    "mended", (json_int_t) export->dir.mended, "head", hash.bytes);
	if (output_is_table(&export->call->output) && export->dir.mended == 0)
		json_object_del(thing, "mended");
	output_thing(&export->call->output, thing);
	json_decref(thing);
	buffer_free(&hash);
}

static int export_into(struct export *export, const char *path, struct err *err)
{
	int result = -1;

	if (export_dir_open(&export->dir, path,
		session_hello(export->call->session)->daemon, err) == 0)
		result = take_all(export, err);
	export_dir_tell_mended(&export->dir);
	return result;
}

static void export_release(struct export *export)
{
	export_dir_close(&export->dir);
	free(export->mismatch);
	log_told_free(&export->told);
}

int log_export_save(
    struct call *call, const char *path, struct receipt *head, struct err *err)
{
	struct export export = { .call = call };
	int result = export_into(&export, path, err);

	*head = export.dir.last.place;
	export_release(&export);
	return result;
}

int export_run(struct call *call, struct err *err)
{
	struct export export = { .call = call };
	int result;

	if (call_open(call, err) != 0)
		return -1;
	result =
	    export_into(&export, json_text(call->words->params, "folder"), err);
	if (result == 0)
		show_result(&export);
	export_release(&export);
	return result;
}
