/* SPDX-License-Identifier: ISC */
#include "client/restored.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "client/connection/chain.h"
#include "client/connection/trust.h"
#include "client/output/format.h"
#include "client/verb.h"
#include "protocol/sign_key.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

/* An entry that was verified: who signed it, and what it asks for. */
struct proof {
	struct link link;
	json_t *request; /* owned */
};

static int restored_ask(struct session *session, const char *method,
    unsigned traits, json_t *params, struct answer *answer, struct err *err)
{
	int result = session_request(
	    session, method, params, traits & WRITES, answer, err);

	json_decref(params);
	return result;
}

/* --- proofs --- */

static int read_proof(struct proof *proof, const json_t *row, int64_t seq,
    const char *daemon, struct err *err)
{
	const char *line = json_text(row, "line");
	const char *request = json_text(row, "request");
	struct texts texts;

	if (line == NULL || request == NULL ||
	    link_read(&proof->link, line, err) != 0 ||
	    proof->link.place.seq != seq || link_signed(&proof->link, err) != 0)
		return -1;
	texts = texts_of(request, "");
	if (memcmp(texts.request, proof->link.texts.request, SIGN_SHA512) != 0)
		return -1;
	proof->request = json_loads(request, JSON_ALLOW_NUL, NULL);
	return json_text(proof->request, "daemon") != NULL &&
		strcmp(json_text(proof->request, "daemon"), daemon) == 0
	    ? 0
	    : -1;
}

/* The entry of that number, if it is of this method and was signed for this
 * daemon. */
static int ask_proof(struct session *session, int64_t seq, const char *method,
    struct proof *proof, struct err *err)
{
	const char *daemon = session_hello(session)->daemon;
	struct answer answer;
	struct err ignored;
	int result;

	*proof = (struct proof){ 0 };
	if (restored_ask(session, "log.export", READS,
		json_pack("{sI}", "after", (json_int_t)seq - 1), &answer,
		err) != 0)
		return -1;
	result = read_proof(proof,
	    json_array_get(json_object_get(answer.result, "rows"), 0), seq,
	    daemon, &ignored);
	message_answer_release(&answer);
	if (result == 0 && json_text(proof->request, "method") != NULL &&
	    strcmp(json_text(proof->request, "method"), method) == 0)
		return 0;
	json_decref(proof->request);
	return err_set(err, ERR_TRUST,
	    "the daemon says that entry %" PRId64 " is a %s, and cannot show"
	    " it: tell the coordinator",
	    seq, method);
}

static json_t *params_of(const struct proof *proof)
{
	return json_object_get(proof->request, "params");
}

/* Tells what the daemon says in its entry about the backup. */
static int ask_restored(struct session *session, int64_t seq,
    struct proof *restored, struct err *err)
{
	char signer[SIGN_FINGERPRINT];

	if (ask_proof(session, seq, "state.restored", restored, err) != 0)
		return -1;
	sign_fingerprint(restored->link.key, signer);
	if (strcmp(signer, session_hello(session)->daemon) == 0 &&
	    json_text(params_of(restored), "from") != NULL)
		return 0;
	json_decref(restored->request);
	return err_set(err, ERR_TRUST,
	    "entry %" PRId64 " about a backup is not the daemon's: tell the"
	    " coordinator",
	    seq);
}

int restored_last(struct session *session, int64_t before,
    struct restoration *restoration, struct err *err)
{
	struct answer answer;
	json_t *last, *by;

	if (restored_ask(session, "log.restored", READS,
		json_pack("{sI}", "seq", (json_int_t)before), &answer,
		err) != 0)
		return -1;
	last = json_object_get(answer.result, "restored");
	by = json_object_get(last, "confirmed");
	*restoration = (struct restoration){
		.seq = json_number(last, "seq"),
		.confirmed = json_number(by, "seq"),
	};
	if (json_text(by, "by") != NULL)
		snprintf(restoration->by, sizeof(restoration->by), "%s",
		    json_text(by, "by"));
	message_answer_release(&answer);
	return 0;
}

int restored_place(struct session *session, int64_t seq, struct receipt *place,
    struct err *err)
{
	struct proof restored;

	if (ask_restored(session, seq, &restored, err) != 0)
		return -1;
	*place = restored.link.place;
	json_decref(restored.request);
	return 0;
}

/* --- our receipt is lost --- */

static void restored_tell(const struct receipt *held,
    const struct proof *restored, const struct proof *confirmed,
    const char *name)
{
	char signer[SIGN_FINGERPRINT];
	struct buffer text = { 0 }, line = { 0 };

	sign_fingerprint(confirmed->link.key, signer);
	buffer_printf(&text,
	    _("planvakt: the log was put back from a backup (%s), which %s (%s)"
	      " confirmed: entry %" PRId64 ", of which you hold a receipt, is"
	      " lost with those after the backup; look at what you did last"),
	    json_text(params_of(restored), "from"), name, signer, held->seq);
	format_clean(&line, text.bytes, 0);
	width_say(stderr, "%s\n", line.bytes);
	buffer_free(&line);
	buffer_free(&text);
}

int restored_keep(struct session *session, const struct signer *signer,
    const struct receipt *receipt, struct err *err)
{
	char fingerprint[SIGN_FINGERPRINT];

	sign_fingerprint(signer->public, fingerprint);
	return trust_receipt_replace(
	    session_hello(session)->daemon, fingerprint, receipt, err);
}

static int take_confirmed(struct session *session, const struct signer *signer,
    struct receipt *held, const struct proof *restored,
    const struct restoration *restoration, struct err *err)
{
	int64_t seq = restoration->confirmed;
	struct proof confirmed;
	int result = -1;

	if (ask_proof(session, seq, "log.confirm", &confirmed, err) != 0)
		return -1;
	if (seq <= restored->link.place.seq ||
	    json_number(params_of(&confirmed), "seq") !=
		restored->link.place.seq ||
	    memcmp(confirmed.link.key, restored->link.key, SIGN_PUBLIC) == 0)
		err_set(err, ERR_TRUST,
		    "entry %" PRId64 " does not confirm that the backup was"
		    " put back: tell the coordinator",
		    seq);
	else
		result =
		    restored_keep(session, signer, &confirmed.link.place, err);
	if (result == 0) {
		restored_tell(held, restored, &confirmed, restoration->by);
		*held = confirmed.link.place;
	}
	json_decref(confirmed.request);
	return result;
}

static int not_yet(
    const struct receipt *held, const struct proof *restored, struct err *err)
{
	return err_set(err, ERR_TRUST,
	    "the log was put back from a backup (%s) and lacks entry %" PRId64
	    ", which the daemon once confirmed to you: nothing is done before"
	    " a coordinator confirms that, with `planvakt log"
	    " confirm-restore`",
	    json_text(params_of(restored), "from"), held->seq);
}

int restored_accept(struct session *session, const struct signer *signer,
    struct receipt *held, struct err *err)
{
	static const struct receipt none;
	struct restoration restoration;
	struct proof restored;
	struct err ignored;
	int result;

	session_sign(session, signer, &none);
	if (restored_last(session, held->seq, &restoration, &ignored) != 0 ||
	    restoration.seq == 0)
		return -1;
	if (ask_restored(session, restoration.seq, &restored, err) != 0)
		return -1;
	result = restoration.confirmed == 0
	    ? not_yet(held, &restored, err)
	    : take_confirmed(
		  session, signer, held, &restored, &restoration, err);
	json_decref(restored.request);
	session_sign(session, signer, held);
	return result;
}
