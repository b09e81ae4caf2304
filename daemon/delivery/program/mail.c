/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/program/mail.h"

#include <gmime/gmime.h>
#include <stdbool.h>
#include <string.h>

#include "daemon/delivery/program/events.h"
#include "protocol/address.h"

#define CHARSET    "utf-8"
#define COLUMNS    76 /* RFC 2045, section 6.7, rule 5; RFC 2047, section 2 */
#define WORD_MAX   60
#define WORD_BEGIN "=?utf-8?q?"
#define WORD_END   "?="

/* Whether GMime writes the string as RFC 5322 has it. What it makes of other
 * strings can break RFC 2047: words of over 75 bytes, or "=?" left as it is
 * for a reader to decode. */
static bool ordinary(const char *string)
{
	size_t word = 0;

	if (string[0] == ' ' || strstr(string, "=?") != NULL)
		return false;
	for (const char *at = string; *at != '\0'; at++) {
		word = *at == ' ' ? 0 : word + 1;
		if ((unsigned char)*at >= 0x80 || word > WORD_MAX)
			return false;
		if (*at == ' ' && (at[1] == ' ' || at[1] == '\0'))
			return false;
	}
	return true;
}

/* A byte as the "Q" encoding has it where a phrase may stand (RFC 2047,
 * sections 4.2 and 5, rule 3). */
static void quote(struct buffer *to, char byte)
{
	if (byte == ' ')
		buffer_text(to, "_");
	else if (g_ascii_isalnum(byte) || strchr("!*+-/", byte) != NULL)
		buffer_add(to, &byte, 1);
	else
		buffer_printf(to, "=%02X", (unsigned char)byte);
}

/* Appends the string as encoded words with whole characters in each; the
 * first begins at `column`. Returns the column after the last. */
static size_t encode(struct buffer *to, const char *string, size_t column)
{
	struct buffer character = { 0 };

	buffer_text(to, WORD_BEGIN);
	column += strlen(WORD_BEGIN);
	for (const char *at = string; *at != '\0';) {
		const char *next = g_utf8_next_char(at);

		buffer_cut(&character, 0);
		while (at < next)
			quote(&character, *at++);
		if (column + character.length + strlen(WORD_END) > COLUMNS) {
			buffer_text(to, WORD_END "\n " WORD_BEGIN);
			column = 1 + strlen(WORD_BEGIN);
		}
		buffer_add(to, character.bytes, character.length);
		column += character.length;
	}
	buffer_text(to, WORD_END);
	buffer_free(&character);
	return column + strlen(WORD_END);
}

static void set_raw(GMimeMessage *mail, const char *name, struct buffer *value)
{
	GMimeHeaderList *headers =
	    g_mime_object_get_header_list(GMIME_OBJECT(mail));

	g_mime_header_set_raw_value(
	    g_mime_header_list_get_header(headers, name), value->bytes);
	buffer_free(value);
}

static void set_subject(
    GMimeMessage *mail, const struct handed_dispatch *dispatch)
{
	struct buffer value = { 0 };

	g_mime_message_set_subject(mail, dispatch->subject, CHARSET);
	if (ordinary(dispatch->subject))
		return;
	buffer_text(&value, " ");
	encode(&value, dispatch->subject, strlen("Subject: "));
	buffer_text(&value, "\n");
	set_raw(mail, "Subject", &value);
}

/* A name and its address, as one header. */
static void set_mailbox(GMimeMessage *mail, GMimeAddressType type,
    const char *header, const char *name, const char *address)
{
	size_t length = strlen(address) + strlen(" <>");
	struct buffer value = { 0 };
	size_t column;

	g_mime_message_add_mailbox(mail, type, name, address);
	/* GMime folds a long name where its line is over COLUMNS by then. */
	if (name == NULL || (ordinary(name) && strlen(name) <= WORD_MAX))
		return;
	buffer_text(&value, " ");
	column = encode(&value, name, strlen(header) + strlen(": "));
	buffer_printf(&value, "%s <%s>\n",
	    column + length > COLUMNS ? "\n" : "", address);
	set_raw(mail, header, &value);
}

static void add_mailboxes(
    GMimeMessage *mail, GMimeAddressType type, const char *list)
{
	char address[256];

	while (addresses_next(&list, address))
		g_mime_message_add_mailbox(mail, type, NULL, address);
}

/* A name is of one address. */
static void set_recipients(
    GMimeMessage *mail, const struct handed_dispatch *dispatch)
{
	if (dispatch->reply_to != NULL)
		add_mailboxes(
		    mail, GMIME_ADDRESS_TYPE_REPLY_TO, dispatch->reply_to);
	if (strchr(dispatch->to, ',') != NULL)
		add_mailboxes(mail, GMIME_ADDRESS_TYPE_TO, dispatch->to);
	else
		set_mailbox(mail, GMIME_ADDRESS_TYPE_TO, "To",
		    dispatch->to_name, dispatch->to);
}

static void set_date(GMimeMessage *mail, const struct handed_dispatch *dispatch)
{
	GTimeZone *zone = g_time_zone_new_offset((gint32)dispatch->offset);
	GDateTime *utc = g_date_time_new_from_unix_utc(dispatch->date);
	GDateTime *local = g_date_time_to_timezone(utc, zone);

	g_mime_message_set_date(mail, local);
	g_date_time_unref(local);
	g_date_time_unref(utc);
	g_time_zone_unref(zone);
}

static void set_header(GMimeObject *object, const char *name, const char *value)
{
	g_mime_object_set_header(object, name, value, CHARSET);
}

static void set_id(GMimeMessage *mail, const char *header, const char *name,
    const struct handed_dispatch *dispatch)
{
	struct buffer id = { 0 };

	buffer_printf(&id, "<%s%s>", name, strchr(dispatch->from, '@'));
	set_header(GMIME_OBJECT(mail), header, id.bytes);
	buffer_free(&id);
}

/* The letters about one plan to one reader are one conversation. */
static void set_thread(
    GMimeMessage *mail, const struct handed_dispatch *dispatch)
{
	char name[DISPATCH_NAME];

	dispatch_name(name, dispatch);
	set_id(mail, "Message-ID", name, dispatch);
	if (dispatch->answers == NULL)
		return;
	set_id(mail, "In-Reply-To", dispatch->answers, dispatch);
	set_id(mail, "References", dispatch->answers, dispatch);
}

/* Whether the text can stand as it is, on every path that mail may take. */
static bool mail_plain(const char *text)
{
	size_t column = 0;

	for (const char *at = text; *at != '\0'; at++) {
		column = *at == '\n' ? 0 : column + 1;
		if ((unsigned char)*at >= 0x80 || column > COLUMNS)
			return false;
		if ((*at == ' ' || *at == '\t') &&
		    (at[1] == '\n' || at[1] == '\0'))
			return false;
	}
	return true;
}

static void set_content(GMimePart *part, const char *text,
    GMimeContentEncoding encoding, bool ends_in_line)
{
	GMimeStream *stream = g_mime_stream_mem_new();
	GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(
	    stream, GMIME_CONTENT_ENCODING_DEFAULT);
	size_t length = strlen(text);

	g_mime_stream_write(stream, text, length);
	if (!ends_in_line)
		g_mime_stream_write(stream, "\n", 1);
	g_mime_object_set_content_type_parameter(
	    GMIME_OBJECT(part), "charset", CHARSET);
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, encoding);
	g_object_unref(content);
	g_object_unref(stream);
}

/* Not by GMimeTextPart: that one chooses a character set of its own. */
static GMimePart *text_part(const struct handed_dispatch *dispatch)
{
	GMimePart *part = g_mime_part_new_with_type("text", "plain");
	size_t length = strlen(dispatch->text);

	set_content(part, dispatch->text,
	    mail_plain(dispatch->text) ? GMIME_CONTENT_ENCODING_7BIT
				       : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE,
	    length > 0 && dispatch->text[length - 1] == '\n');
	return part;
}

/* In Base64, so that its lines keep their ends. */
static GMimePart *calendar_part(const struct handed_dispatch *dispatch)
{
	GMimePart *part = g_mime_part_new_with_type("text", "calendar");
	struct buffer calendar = { 0 };

	events_write(&calendar, dispatch->calendar, dispatch->language);
	set_content(part, calendar.bytes, GMIME_CONTENT_ENCODING_BASE64, true);
	g_mime_object_set_disposition(GMIME_OBJECT(part), "attachment");
	g_mime_part_set_filename(part,
	    strcmp(dispatch->language, "sv") == 0 ? "slutdatum.ics"
						  : "due-dates.ics");
	buffer_free(&calendar);
	return part;
}

/* The boundary is the dispatch's, so that a repeat is the same bytes. */
static void set_parts(
    GMimeMessage *mail, const struct handed_dispatch *dispatch)
{
	GMimeMultipart *parts = g_mime_multipart_new_with_subtype("mixed");
	GMimePart *text = text_part(dispatch);
	GMimePart *calendar = calendar_part(dispatch);
	struct buffer boundary = { 0 };

	buffer_printf(&boundary, "planvakt-%.32s", dispatch->token);
	g_mime_multipart_set_boundary(parts, boundary.bytes);
	g_mime_multipart_add(parts, GMIME_OBJECT(text));
	g_mime_multipart_add(parts, GMIME_OBJECT(calendar));
	g_mime_message_set_mime_part(mail, GMIME_OBJECT(parts));
	g_object_unref(text);
	g_object_unref(calendar);
	g_object_unref(parts);
	buffer_free(&boundary);
}

static void set_body(GMimeMessage *mail, const struct handed_dispatch *dispatch)
{
	GMimePart *text;

	if (dispatch->calendar != NULL) {
		set_parts(mail, dispatch);
		return;
	}
	text = text_part(dispatch);
	g_mime_message_set_mime_part(mail, GMIME_OBJECT(text));
	g_object_unref(text);
}

static GMimeMessage *mail_new(const struct handed_dispatch *dispatch)
{
	GMimeMessage *mail = g_mime_message_new(TRUE);

	set_date(mail, dispatch);
	set_mailbox(mail, GMIME_ADDRESS_TYPE_FROM, "From", dispatch->from_name,
	    dispatch->from);
	set_recipients(mail, dispatch);
	set_subject(mail, dispatch);
	set_thread(mail, dispatch);
	/* RFC 3834: so that no vacation notice answers. */
	set_header(GMIME_OBJECT(mail), "Auto-Submitted", "auto-generated");
	/* Exchange asks for its own word (MS-OXCMAIL). */
	set_header(GMIME_OBJECT(mail), "X-Auto-Response-Suppress", "All");
	set_header(GMIME_OBJECT(mail), "Content-Language", dispatch->language);
	set_header(GMIME_OBJECT(mail), "MIME-Version", "1.0");
	set_body(mail, dispatch);
	return mail;
}

int mail_write(
    struct buffer *to, const struct handed_dispatch *dispatch, struct err *err)
{
	GMimeFormatOptions *options;
	GMimeMessage *mail;
	char *bytes;

	g_mime_init();
	options = g_mime_format_options_new();
	g_mime_format_options_set_newline_format(
	    options, GMIME_NEWLINE_FORMAT_UNIX);
	mail = mail_new(dispatch);
	bytes = g_mime_object_to_string(GMIME_OBJECT(mail), options);
	if (bytes != NULL)
		buffer_text(to, bytes);
	g_free(bytes);
	g_object_unref(mail);
	g_mime_format_options_free(options);
	g_mime_shutdown();
	if (bytes == NULL)
		return err_set(err, ERR_INTERNAL, "GMime wrote no message");
	return 0;
}
