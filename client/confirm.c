/* SPDX-License-Identifier: ISC */
#include "client/confirm.h"

#include "client/restored.h"

/* A coordinator who confirms may have lost his own receipt with the rest, but
 * only one of an entry that came after the backup. */
static int check_own(
    struct call *call, const struct receipt *held, int64_t seq, struct err *err)
{
	json_t *params = json_object();
	struct answer answer;
	int result;

	session_sign(call->session, &call->signer, held);
	result =
	    session_request(call->session, "ping", params, false, &answer, err);
	json_decref(params);
	if (result == 0)
		message_answer_release(&answer);
	else if (err->code == ERR_RECEIPT && held->seq >= seq)
		result = 0;
	return result;
}

/* The confirmation names as seen the very entry that it confirms, so that its
 * signature covers it. */
static int confirm(
    struct call *call, const struct receipt *seen, int64_t seq, struct err *err)
{
	json_t *params = json_pack("{sI}", "seq", (json_int_t)seq);
	struct answer answer;
	int result;

	session_sign(call->session, &call->signer, seen);
	result = session_request(
	    call->session, "log.confirm", params, true, &answer, err);
	json_decref(params);
	if (result != 0)
		return -1;
	if (answer.has_receipt)
		result = restored_keep(
		    call->session, &call->signer, &answer.receipt, err);
	if (result == 0)
		call_tell(call, &answer);
	message_answer_release(&answer);
	return result;
}

int confirm_restore_run(struct call *call, struct err *err)
{
	static const struct receipt none;
	struct restoration restoration;
	struct receipt held, restored;

	if (call_greet(call, &held, err) != 0)
		return -1;
	session_sign(call->session, &call->signer, &none);
	if (output_is_table(&call->output))
		session_tell(call->session);
	if (restored_last(call->session, INT64_MAX, &restoration, err) != 0)
		return -1;
	if (restoration.seq == 0)
		return err_set(err, ERR_CONFLICT,
		    "there is nothing to confirm: the log does not say that a"
		    " backup was put back (planvaktd restore)");
	if (restored_place(call->session, restoration.seq, &restored, err) !=
		0 ||
	    check_own(call, &held, restoration.seq, err) != 0)
		return -1;
	return confirm(call, &restored, restoration.seq, err);
}
