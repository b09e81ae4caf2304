/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/program/smtp.h"

#include <curl/curl.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "protocol/address.h"
#include "protocol/buffer.h"
#include "protocol/mail_server.h"

#define TIMEOUT_DEFAULT 30   /* seconds */
#define TIMEOUT_MAX     3600 /* seconds */
#define FAREWELL        1    /* seconds that a server may take to say goodbye */
#define PASSWORD_MAX    256
#define REPLY_BYTES     120 /* of the server's words, that are passed on */

/* What the command line says. */
struct smtp_way {
	const char *server;
	const char *tls;   /* NULL: not said */
	const char *trust; /* NULL: the system's */
	const char *login; /* NULL: none */
	const char *password_file;
	long timeout; /* seconds */
};

/* One letter on its way. */
struct envelope {
	CURL *curl;
	struct curl_slist *to;
	struct buffer bytes; /* its lines end in CR LF */
	size_t sent;
	char url[MAIL_SERVER_MAX + 256];
	char password[PASSWORD_MAX];
	char said[CURL_ERROR_SIZE];  /* libcurl's */
	char reply[REPLY_BYTES + 1]; /* the first line of its last refusal */
	bool goes_on;                /* that refusal has more lines */
};

/* --- the command line --- */

/* The seconds, 0 where it is no number of them. */
static long smtp_seconds(const char *text)
{
	char *end;
	long number = strtol(text, &end, 10);

	if (text[0] < '0' || text[0] > '9' || *end != '\0' ||
	    number > TIMEOUT_MAX)
		return 0;
	return number;
}

static bool way_take(struct smtp_way *way, const char *name, const char *value)
{
	const struct {
		const char *name, **value;
	} options[] = { { "--tls", &way->tls }, { "--trust", &way->trust },
		{ "--login", &way->login },
		{ "--password-file", &way->password_file } };

	if (strcmp(name, "--timeout") == 0)
		return (way->timeout = smtp_seconds(value)) > 0;
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (strcmp(name, options[i].name) == 0) {
			*options[i].value = value;
			return true;
		}
	return false;
}

static bool way_read(struct smtp_way *way, char *const *words)
{
	*way = (struct smtp_way){ .timeout = TIMEOUT_DEFAULT };
	if (words[0] == NULL || mail_server_wrong(words[0]) != NULL)
		return false;
	way->server = words[0];
	for (words++; words[0] != NULL; words += 2)
		if (words[1] == NULL || !way_take(way, words[0], words[1]))
			return false;
	return (way->login == NULL) == (way->password_file == NULL) &&
	    (way->tls == NULL || strcmp(way->tls, "yes") == 0 ||
		strcmp(way->tls, "no") == 0);
}

bool smtp_takes(char *const *words)
{
	struct smtp_way way;

	return way_read(&way, words);
}

/* --- what is sent --- */

/* The first line of the file. */
static int password_read(
    char password[PASSWORD_MAX], const char *path, struct err *err)
{
	FILE *file = fopen(path, "re");
	bool read = file != NULL && fgets(password, PASSWORD_MAX, file) != NULL;

	if (!read)
		err_set(err, ERR_INTERNAL, "no password in %s: %s", path,
		    errno != 0 ? strerrordesc_np(errno) : "it is empty");
	else
		password[strcspn(password, "\r\n")] = '\0';
	if (file != NULL)
		fclose(file);
	return read ? 0 : -1;
}

/* RFC 5321, section 2.3.8: a line ends in CR LF. */
static void lines_end(struct buffer *bytes, const char *mail, size_t length)
{
	const char *end = mail + length;

	while (mail < end) {
		const char *line = memchr(mail, '\n', (size_t)(end - mail));
		size_t piece = (size_t)((line != NULL ? line : end) - mail);

		buffer_add(bytes, mail, piece);
		buffer_add(bytes, "\r\n", 2);
		mail += piece + 1;
	}
}

static size_t envelope_give(char *to, size_t size, size_t count, void *context)
{
	struct envelope *envelope = context;
	size_t left = envelope->bytes.length - envelope->sent;
	size_t piece = left < size * count ? left : size * count;

	memcpy(to, envelope->bytes.bytes + envelope->sent, piece);
	envelope->sent += piece;
	return piece;
}

/* Each line that the server says; of a refusal the first has the words. Behind
 * one comes the answer to QUIT. */
static size_t reply_take(char *line, size_t size, size_t count, void *context)
{
	struct envelope *envelope = context;
	size_t length = size * count;
	int words = (int)(length < REPLY_BYTES ? length : REPLY_BYTES);
	bool refusal = length > 3 && (line[0] == '4' || line[0] == '5');

	if (refusal && !envelope->goes_on) {
		snprintf(envelope->reply, sizeof(envelope->reply), "%.*s",
		    words, line);
		envelope->reply[strcspn(envelope->reply, "\r\n")] = '\0';
	}
	envelope->goes_on = refusal && line[3] == '-';
	return length;
}

static void envelope_address(
    struct envelope *envelope, const struct handed_dispatch *dispatch)
{
	const char *rest = dispatch->to;
	char address[256];

	while (addresses_next(&rest, address)) {
		struct curl_slist *more =
		    curl_slist_append(envelope->to, address);

		if (more == NULL)
			abort();
		envelope->to = more;
	}
}

/* --- how --- */

/* The name for EHLO is the domain that the letter comes from: a name that the
 * whole Internet knows. */
static int envelope_open(struct envelope *envelope, const struct smtp_way *way,
    const struct handed_dispatch *dispatch, struct err *err)
{
	if (way->password_file != NULL &&
	    password_read(envelope->password, way->password_file, err) != 0)
		return -1;
	envelope->curl = curl_easy_init();
	if (envelope->curl == NULL)
		return err_set(err, ERR_INTERNAL, "libcurl does not start");
	snprintf(envelope->url, sizeof(envelope->url), "%s/%s", way->server,
	    strrchr(dispatch->from, '@') + 1);
	envelope_address(envelope, dispatch);
	return 0;
}

static void envelope_close(struct envelope *envelope)
{
	curl_slist_free_all(envelope->to);
	curl_easy_cleanup(envelope->curl);
	buffer_free(&envelope->bytes);
	explicit_bzero(envelope->password, sizeof(envelope->password));
}

static void set_tls(CURL *curl, const struct smtp_way *way)
{
	bool tls = way->tls != NULL ? strcmp(way->tls, "yes") == 0
				    : !mail_server_is_here(way->server);

	curl_easy_setopt(curl, CURLOPT_USE_SSL,
	    (long)(tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
	curl_easy_setopt(
	    curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (way->trust != NULL) {
		curl_easy_setopt(curl, CURLOPT_CAINFO, way->trust);
		curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
	}
}

/* Nothing of what the environment says: no proxy, no other protocol. */
static void set_way(struct envelope *envelope, const struct smtp_way *way)
{
	CURL *curl = envelope->curl;

	curl_easy_setopt(curl, CURLOPT_URL, envelope->url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, way->timeout);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, envelope->said);
	set_tls(curl, way);
	if (way->login != NULL) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, way->login);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, envelope->password);
	}
}

static void set_letter(
    struct envelope *envelope, const struct handed_dispatch *dispatch)
{
	CURL *curl = envelope->curl;

	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, dispatch->from);
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, envelope->to);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(
	    curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)envelope->bytes.length);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, envelope_give);
	curl_easy_setopt(curl, CURLOPT_READDATA, envelope);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, reply_take);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, envelope);
}

/* --- what it came to --- */

/* A login that is wanted (RFC 4954, section 6) or refused is this machine's
 * fault and not the letter's. */
static bool smtp_is_final(CURLcode code, long reply)
{
	switch (code) {
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_REMOTE_ACCESS_DENIED:
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
		return reply >= 500 && reply <= 599 && reply != 530 &&
		    reply != 534 && reply != 535 && reply != 538;
	default:
		return false;
	}
}

/* What kind of failure it is, in our words (protocol/delivery_words.c has them
 * too); libcurl's and the server's follow. */
static const char *smtp_kind(CURLcode code, bool refused)
{
	if (code == CURLE_LOGIN_DENIED)
		return "lets nobody in with this login";
	if (refused)
		return "did not take the message";
	switch (code) {
	case CURLE_COULDNT_CONNECT:
		return "does not answer";
	case CURLE_COULDNT_RESOLVE_HOST:
		return "is not known by that name";
	case CURLE_OPERATION_TIMEDOUT:
		return "took too long";
	case CURLE_GOT_NOTHING:
	case CURLE_PARTIAL_FILE:
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
		return "broke off";
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_ISSUER_ERROR:
		return "shows a certificate that is not trusted";
	case CURLE_USE_SSL_FAILED:
		return "has no TLS, and nothing is sent"
		       " without it; where the way to the server is safe,"
		       " write tls = no under [mail]";
	default:
		return "cannot be used";
	}
}

static int envelope_status(const struct envelope *envelope,
    const struct smtp_way *way, CURLcode code, struct err *err)
{
	const char *words = envelope->said[0] != '\0'
	    ? envelope->said
	    : curl_easy_strerror(code);
	long reply = 0;
	bool refused;

	curl_easy_getinfo(envelope->curl, CURLINFO_RESPONSE_CODE, &reply);
	if (code == CURLE_OK)
		return EX_OK;
	refused = reply >= 400 && strtol(envelope->reply, NULL, 10) == reply;
	err_set(err, ERR_INTERNAL, "the mail server %s %s: %s%s%s%s",
	    way->server, smtp_kind(code, refused), words, refused ? " (" : "",
	    refused ? envelope->reply : "", refused ? ")" : "");
	return smtp_is_final(code, reply) ? EX_UNAVAILABLE : EX_TEMPFAIL;
}

/* What is said where the time is up; NULL once the server has the letter. */
static const char *late;

static _Noreturn void smtp_leave(int signal)
{
	(void)signal;
	if (late == NULL)
		_exit(EX_OK);
	if (write(STDERR_FILENO, late, strlen(late)) < 0)
		_exit(EX_IOERR);
	_exit(EX_TEMPFAIL);
}

/* libcurl keeps to its time but for the goodbye, for which it waits two minutes
 * more: whatever was said before, that is not waited for. */
static void hurry(const struct smtp_way *way)
{
	static char words[MAIL_SERVER_MAX + 96];

	snprintf(words, sizeof(words),
	    "planvakt-deliver: the mail server %s took too long: over %ld"
	    " seconds\n",
	    way->server, way->timeout);
	late = words;
	signal(SIGALRM, smtp_leave);
	alarm((unsigned)way->timeout + 1);
}

static void smtp_farewell(struct envelope *envelope, int status)
{
	if (status == EX_OK) {
		late = NULL;
		alarm(FAREWELL);
	}
	envelope_close(envelope);
	alarm(0);
}

int smtp_deliver(char *const *words, const struct handed_dispatch *dispatch,
    const char *mail, size_t length, struct err *err)
{
	struct envelope envelope = { 0 };
	struct smtp_way way;
	int status = EX_TEMPFAIL;

	way_read(&way, words);
	signal(SIGPIPE, SIG_IGN);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	hurry(&way);
	if (envelope_open(&envelope, &way, dispatch, err) == 0) {
		lines_end(&envelope.bytes, mail, length);
		set_way(&envelope, &way);
		set_letter(&envelope, dispatch);
		status = envelope_status(
		    &envelope, &way, curl_easy_perform(envelope.curl), err);
	}
	smtp_farewell(&envelope, status);
	return status;
}
