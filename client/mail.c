/* SPDX-License-Identifier: ISC */
#include "client/mail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "client/mail_decode.h"
#include "client/mail_header.h"
#include "client/mail_html.h"
#include "protocol/sign.h"

#define DEPTH_MAX 8 /* parts within parts */

/* A mail or a part of one. */
struct entity {
	const char *head, *body;
	size_t head_length, length;
};

static struct entity split(const char *bytes, size_t length)
{
	size_t head = mail_header_length(bytes, length);

	return (struct entity){ bytes, bytes + head, head, length - head };
}

static bool is_type(const char *value, const char *type)
{
	size_t length = strlen(type);

	return strncasecmp(value, type, length) == 0 &&
	    (type[length - 1] == '/' || strchr("; \t", value[length]) != NULL);
}

/* --- the text --- */

static void decode_body(struct buffer *to, const struct entity *entity)
{
	struct buffer encoding = { 0 };

	mail_header_value(&encoding, entity->head, entity->head_length,
	    "Content-Transfer-Encoding");
	buffer_text(to, "");
	if (strcasecmp(encoding.bytes, "quoted-printable") == 0)
		mail_quoted_printable(to, entity->body, entity->length);
	else if (strcasecmp(encoding.bytes, "base64") == 0)
		mail_base64(to, entity->body, entity->length);
	else
		buffer_add(to, entity->body, entity->length);
	buffer_free(&encoding);
}

/* Lines that end in a space go on in the next (RFC 3676, section 4.1), but
 * for the one before a signature. */
static void join_flowed(struct buffer *text)
{
	size_t to = 0;

	for (size_t at = 0; at < text->length; at++) {
		bool flows = text->bytes[at] == '\n' && to > 0 &&
		    text->bytes[to - 1] == ' ' &&
		    !(to >= 3 && memcmp(text->bytes + to - 3, "-- ", 3) == 0 &&
			(to == 3 || text->bytes[to - 4] == '\n')) &&
		    at + 1 < text->length && text->bytes[at + 1] != '>';

		if (!flows)
			text->bytes[to++] = text->bytes[at];
	}
	buffer_cut(text, to);
}

/* Lines end in LF, and nothing hides behind a NUL. */
static void plain_lines(struct buffer *text)
{
	size_t to = 0;

	for (size_t at = 0; at < text->length; at++) {
		char byte = text->bytes[at];

		if (byte == '\r' && at + 1 < text->length &&
		    text->bytes[at + 1] == '\n')
			continue;
		text->bytes[to++] = byte == '\0' ? ' '
		    : byte == '\r'               ? '\n'
						 : byte;
	}
	buffer_cut(text, to);
}

static int mail_read_text(struct mail *mail, const struct entity *entity,
    const char *type, struct err *err)
{
	struct buffer bytes = { 0 }, charset = { 0 }, format = { 0 };
	int result;

	decode_body(&bytes, entity);
	if (!mail_header_parameter(&charset, type, "charset"))
		buffer_text(&charset, "us-ascii");
	buffer_cut(&mail->text, 0);
	buffer_text(&mail->text, "");
	result = mail_characters(
	    &mail->text, bytes.bytes, bytes.length, charset.bytes);
	if (result != 0)
		err_set(err, ERR_INVALID,
		    "the mail's text is not in the characters that it says "
		    "(%.40s): save it again, as UTF-8",
		    charset.bytes);
	plain_lines(&mail->text);
	mail_header_parameter(&format, type, "format");
	if (strcasecmp(format.bytes, "flowed") == 0)
		join_flowed(&mail->text);
	buffer_free(&bytes);
	buffer_free(&charset);
	buffer_free(&format);
	return result;
}

static void read_html(struct mail *mail)
{
	struct buffer text = { 0 };

	mail_html_text(&text, mail->text.bytes);
	buffer_cut(&mail->text, 0);
	buffer_text(&mail->text, text.bytes);
	buffer_free(&text);
}

/* --- parts --- */

static int read_entity(struct mail *mail, const struct entity *entity,
    unsigned depth, struct err *err);

/* Whether the line is "--" and the boundary, and *last whether another "--"
 * follows: no part begins after that (RFC 2046, section 5.1.1). */
static bool is_boundary(
    const char *line, size_t length, const struct buffer *boundary, bool *last)
{
	size_t rest = boundary->length + 2;

	if (length < rest || memcmp(line, "--", 2) != 0 ||
	    memcmp(line + 2, boundary->bytes, boundary->length) != 0)
		return false;
	*last = length >= rest + 2 && memcmp(line + rest, "--", 2) == 0;
	rest += *last ? 2 : 0;
	while (rest < length && strchr(" \t\n", line[rest]) != NULL)
		rest++;
	return rest == length;
}

static int read_parts(struct mail *mail, const struct entity *entity,
    const struct buffer *boundary, unsigned depth, struct err *err)
{
	const char *end = entity->body + entity->length, *begin = NULL;
	bool last = false;
	int result = 0;

	for (const char *at = entity->body, *next;
	     at < end && result == 0 && !mail->read && !last; at = next) {
		const char *line = memchr(at, '\n', (size_t)(end - at));
		bool here;

		next = line != NULL ? line + 1 : end;
		here = is_boundary(at, (size_t)(next - at), boundary, &last);
		/* A last part that is not closed ends with the mail. */
		if (begin != NULL && (here || next == end)) {
			struct entity part =
			    split(begin, (size_t)((here ? at : end) - begin));

			result = read_entity(mail, &part, depth + 1, err);
		}
		if (here)
			begin = next;
	}
	return result;
}

static bool is_attached(const struct entity *entity)
{
	struct buffer value = { 0 };
	bool result;

	mail_header_value(
	    &value, entity->head, entity->head_length, "Content-Disposition");
	result = is_type(value.bytes, "attachment");
	buffer_free(&value);
	return result;
}

static int read_typed(struct mail *mail, const struct entity *entity,
    const char *type, unsigned depth, struct err *err)
{
	struct buffer boundary = { 0 };
	int result = 0;

	if (is_type(type, "multipart/") && depth < DEPTH_MAX) {
		if (mail_header_parameter(&boundary, type, "boundary") &&
		    boundary.length > 0)
			result =
			    read_parts(mail, entity, &boundary, depth, err);
	} else if (is_type(type, "text/plain") && !is_attached(entity)) {
		result = mail_read_text(mail, entity, type, err);
		mail->read = result == 0;
		mail->html = false;
	} else if (is_type(type, "text/html") && !mail->html &&
	    !is_attached(entity)) {
		result = mail_read_text(mail, entity, type, err);
		mail->html = result == 0;
		read_html(mail);
	}
	buffer_free(&boundary);
	return result;
}

static int read_entity(struct mail *mail, const struct entity *entity,
    unsigned depth, struct err *err)
{
	struct buffer type = { 0 };
	int result;

	if (!mail_header_value(
		&type, entity->head, entity->head_length, "Content-Type"))
		buffer_text(&type, "text/plain");
	result = read_typed(mail, entity, type.bytes, depth, err);
	buffer_free(&type);
	return result;
}

/* --- the header --- */

/* Adds the Message-IDs of a field; the last one first where it tells them
 * oldest first (RFC 5322, section 3.6.4). */
static void add_ids(
    struct buffer *to, const struct entity *entity, const char *name)
{
	struct buffer value = { 0 };

	mail_header_value(&value, entity->head, entity->head_length, name);
	for (size_t at = value.length; at > 0; at--) {
		const char *id = value.bytes + at - 1;
		size_t length = strcspn(id + 1, "<> \t");

		if (id[0] != '<' || id[1 + length] != '>')
			continue;
		buffer_add(to, id + 1, length);
		buffer_text(to, "\n");
	}
	buffer_free(&value);
}

static int read_month(const char *name)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (int month = 0; month < 12; month++)
		if (strncasecmp(name, months + 3 * month, 3) == 0)
			return month + 1;
	return 0;
}

/* "+0200", or a name: all but GMT are doubtful and count as it (RFC 5322,
 * section 4.3). */
static int read_zone(const char *name)
{
	int zone = (int)strtol(name + 1, NULL, 10);

	if (strchr("+-", name[0]) == NULL || strlen(name) != 5)
		return 0;
	return (zone / 100 * 60 + zone % 100) * 60 * (name[0] == '-' ? -1 : 1);
}

/* The time after the year: "10:21:00 +0200", with the seconds or without. */
static void read_time(struct mail *mail, const char *text)
{
	struct tm tm = { .tm_isdst = 0 };
	char zone[6] = "";

	if (sscanf(mail->date, "%4d-%2d-%2d", &tm.tm_year, &tm.tm_mon,
		&tm.tm_mday) != 3 ||
	    (sscanf(text, "%2d:%2d:%2d %5s", &tm.tm_hour, &tm.tm_min,
		 &tm.tm_sec, zone) < 3 &&
		sscanf(text, "%2d:%2d %5s", &tm.tm_hour, &tm.tm_min, zone) < 2))
		return;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	mail->written = timegm(&tm) - read_zone(zone);
	if (mail->written < 0)
		mail->written = 0;
}

/* "Tue, 4 Oct 2022 10:21:00 +0200": the day is the writer's (section 3.3). */
static void read_date(struct mail *mail, const struct entity *entity)
{
	struct buffer value = { 0 };
	unsigned day, year;
	const char *text;
	char month[4];
	int end = 0;

	mail_header_value(&value, entity->head, entity->head_length, "Date");
	text = strchr(value.bytes, ',');
	text = text != NULL ? text + 1 : value.bytes;
	if (sscanf(text, "%2u %3s %4u %n", &day, month, &year, &end) == 3 &&
	    read_month(month) > 0 && day >= 1 && day <= 31 && year >= 1000 &&
	    year <= 9999) {
		snprintf(mail->date, sizeof(mail->date), "%04u-%02d-%02u", year,
		    read_month(month), day);
		read_time(mail, text + end);
	}
	buffer_free(&value);
}

/* Names the mail, so that it is known again: a Message-ID may hold a person's
 * name, and the record keeps it for ever. */
static void read_name(
    struct mail *mail, const struct entity *entity, const struct buffer *all)
{
	struct buffer value = { 0 }, hex = { 0 };
	uint8_t hash[SIGN_SHA256];
	const char *at;

	mail_header_value(
	    &value, entity->head, entity->head_length, "Message-ID");
	at = value.bytes + strspn(value.bytes, "<");
	if (strcspn(at, ">") > 0)
		sign_sha256(at, strcspn(at, ">"), hash);
	else
		sign_sha256(all->bytes, all->length, hash);
	buffer_hex(&hex, hash, sizeof(hash));
	snprintf(mail->reply, sizeof(mail->reply), "%s", hex.bytes);
	buffer_free(&value);
	buffer_free(&hex);
}

static void read_from(struct mail *mail, const struct entity *entity)
{
	struct buffer value = { 0 };
	const char *at;

	mail_header_value(&value, entity->head, entity->head_length, "From");
	at = strrchr(value.bytes, '<');
	at = at != NULL ? at + 1 : value.bytes;
	buffer_text(&mail->from, "");
	buffer_add(&mail->from, at, strcspn(at, ">"));
	buffer_free(&value);
}

static bool header_begins(
    const struct entity *entity, const char *name, const char *with)
{
	struct buffer value = { 0 };
	bool found = mail_header_value(
			 &value, entity->head, entity->head_length, name) &&
	    strncasecmp(value.bytes, with, strlen(with)) == 0;

	buffer_free(&value);
	return found;
}

/* An answer that nobody wrote: RFC 3834, section 5, what older programs say
 * instead, and a report that mail did not arrive (RFC 3462). */
static bool is_automatic(const struct entity *entity)
{
	return header_begins(entity, "Auto-Submitted", "auto-") ||
	    header_begins(entity, "X-Autoreply", "") ||
	    header_begins(entity, "X-Autorespond", "") ||
	    header_begins(entity, "Precedence", "auto_reply") ||
	    header_begins(entity, "Content-Type", "multipart/report");
}

static int read_all_of_it(
    struct mail *mail, const struct buffer *bytes, struct err *err)
{
	size_t skip = 0;
	struct entity entity;

	/* A line that a mailbox file adds (RFC 4155). */
	if (strncmp(bytes->bytes, "From ", 5) == 0)
		skip = strcspn(bytes->bytes, "\n");
	skip += skip > 0 && bytes->bytes[skip] == '\n';
	entity = split(bytes->bytes + skip, bytes->length - skip);
	read_from(mail, &entity);
	if (mail->from.length == 0)
		return err_set(err, ERR_INVALID,
		    "this is no mail: it has no From; save the reply as a mail "
		    "(.eml), with its header");
	read_date(mail, &entity);
	read_name(mail, &entity, bytes);
	mail->automatic = is_automatic(&entity);
	buffer_text(&mail->answers, "");
	add_ids(&mail->answers, &entity, "In-Reply-To");
	add_ids(&mail->answers, &entity, "References");
	return read_entity(mail, &entity, 0, err);
}

int mail_read(
    struct mail *mail, const char *bytes, size_t length, struct err *err)
{
	struct buffer lines = { 0 };
	int result;

	*mail = (struct mail){ 0 };
	buffer_text(&mail->text, "");
	buffer_text(&lines, "");
	buffer_add(&lines, bytes, length);
	plain_lines(&lines);
	result = read_all_of_it(mail, &lines, err);
	buffer_free(&lines);
	return result;
}

void mail_release(struct mail *mail)
{
	buffer_free(&mail->from);
	buffer_free(&mail->answers);
	buffer_free(&mail->text);
	*mail = (struct mail){ 0 };
}
