/* SPDX-License-Identifier: ISC */
/* A message that asks nothing, to see whether mail arrives. */
#include <inttypes.h>

#include "daemon/commands/families.h"
#include "daemon/commands/notice_dispatch.h"
#include "daemon/commands/setting.h"

/* What every test says, in both languages: who reads it is not known. */
static const char body[] =
    "Det här är ett provmejl. Det visar att mejl från planvakt kommer fram\n"
    "till den här adressen. Du behöver inte göra något och inte svara.\n"
    "\n"
    "This is a test message. It shows that mail from planvakt reaches this\n"
    "address. You do not need to do anything, nor to reply.\n";

/* As the letters end (daemon/letter/letter.c). */
static const struct test_words {
	const char *rehearsal, *subject;
	const char *footer, *rehearsal_footer, *log, *log_after;
} test_words[] = {
	[LANGUAGE_SWEDISH] = {
		"[Övning] ",
		"Provmejl från planvakt",
		"Det här mejlet skickades av planvakt, som påminner om"
		" kommunens\naktivitetsplaner.\n",
		"Det här är en övning: inget av det gäller på riktigt.\n",
		"För arkiv och revision: kontrollvärde, loggpost ",
		" i planvakts logg:",
	},
	[LANGUAGE_ENGLISH] = {
		"[Rehearsal] ",
		"Test message from planvakt",
		"Sent by planvakt, which watches over the municipality's"
		" activity\nplan against violent extremism and honour-related"
		" violence.\n",
		"This is a rehearsal: none of it is real.\n",
		"Check value, entry ",
		" of planvakt's log (keep this message as it is):",
	},
};

static void add_buffer(
    struct invocation *invocation, const char *name, struct buffer *buffer)
{
	json_object_set_new(invocation->reading, name,
	    json_stringn(buffer->bytes, buffer->length));
	buffer_free(buffer);
}

static void notice_test_read_text(
    struct invocation *invocation, const struct test_words *words)
{
	struct buffer text = { 0 };

	buffer_text(&text, body);
	buffer_text(&text, "\n-- \n");
	buffer_text(&text, words->footer);
	if (invocation->rehearsal)
		buffer_text(&text, words->rehearsal_footer);
	buffer_printf(&text, "%s%" PRId64 "%s\n", words->log,
	    invocation->head.seq, words->log_after);
	buffer_hex(&text, invocation->head.hash, sizeof(invocation->head.hash));
	buffer_text(&text, "\n");
	add_buffer(invocation, "text", &text);
}

static void read_subject(
    struct invocation *invocation, const struct test_words *words)
{
	struct buffer subject = { 0 };

	if (invocation->rehearsal)
		buffer_text(&subject, words->rehearsal);
	buffer_text(&subject, words->subject);
	add_buffer(invocation, "subject", &subject);
}

static void notice_test_read_token(struct invocation *invocation)
{
	struct buffer hex = { 0 };
	uint8_t token[32];

	sign_random(token, sizeof(token));
	buffer_hex(&hex, token, sizeof(token));
	add_buffer(invocation, "token", &hex);
}

/* Puts words, token and whether sending is paused today into the reading. */
static int read_test(struct invocation *invocation, struct err *err)
{
	struct settings settings;
	const struct test_words *words;

	if (setting_load(&settings, invocation->store, err) != 0)
		return -1;
	words = &test_words[settings.language];
	read_subject(invocation, words);
	notice_test_read_text(invocation, words);
	notice_test_read_token(invocation);
	reading_put_text(
	    invocation, "language", language_words[settings.language]);
	if (setting_is_paused(&settings, invocation_today(invocation)))
		reading_put_day(
		    invocation, "paused_until", settings.paused_until);
	return 0;
}

static int test(struct invocation *invocation, struct err *err)
{
	const char *paused = reading_text(invocation, "paused_until");
	struct dispatch dispatch = {
		.token = reading_text(invocation, "token"),
		.address = param_text(invocation, "address"),
		.language = reading_text(invocation, "language"),
		.subject = reading_text(invocation, "subject"),
		.text = reading_text(invocation, "text"),
	};
	int64_t id;

	if (dispatch_put(invocation, &dispatch, &id, err) != 0)
		return -1;
	dispatch_tell(invocation, id, dispatch.address);
	if (paused != NULL)
		buffer_printf(invocation->reply,
		    ",\"until\":\"%s\",\"note\":\"queued; sending is paused,"
		    " so that it waits until %s\"}",
		    paused, paused);
	else
		buffer_text(invocation->reply, ",\"note\":\"queued\"}");
	return 0;
}

static const struct field test_fields[] = {
	{ "address", FIELD_MAIL, REQUIRED },
	{ 0 },
};

static const struct field test_reading[] = {
	{ "token", FIELD_LINE, REQUIRED, .min = 64, .max = 64 },
	{ "language", FIELD_WORD, REQUIRED, .words = language_words },
	{ "subject", FIELD_LINE, REQUIRED, .max = REFERENCE_MAX },
	{ "text", FIELD_TEXT, REQUIRED, .max = TEXT_LONG },
	{ "paused_until", FIELD_DATE, OPTIONAL },
	{ 0 },
};

static const struct command notice_test_commands[] = {
	{ "notice.test", ACCESS_COORDINATOR, WRITES, test_fields, test,
	    read_test, test_reading },
	{ 0 },
};

const struct family notice_test_family = {
	notice_test_commands,
	NULL,
};
