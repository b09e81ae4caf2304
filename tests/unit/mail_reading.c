/* SPDX-License-Identifier: ISC */
/* Mails whose parts are as RFC 2045, 2046 and 5322 have them, and some that
 * are not. */
#include "client/mail.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "client/mail_decode.h"
#include "client/mail_header.h"
#include "tests/fuzz/mail_check.h"

#define FROM "From: Asa <asa@kommun.example>\n"

static struct mail mail;
static struct err err;

static void reads(const char *bytes, const char *text)
{
	mail_release(&mail);
	err = (struct err){ 0 };
	if (mail_read(&mail, bytes, strlen(bytes), &err) != 0)
		fail_msg("%s", err.text);
	assert_string_equal(mail.text.bytes, text);
	assert_null(mail_check((const uint8_t *)bytes, strlen(bytes)));
}

static void quoted_printable_is_read(void **state)
{
	static const struct {
		const char *text, *wanted;
	} rows[] = {
		{ "Now's the time =\nfor all", "Now's the time for all" },
		{ "a=3Db", "a=b" },
		{ "k=e5k", "k\xe5k" },
		{ "soft= \t\nbreak", "softbreak" },
		{ "end=", "end" },
		{ "not=zz", "not=zz" },
		{ "cut=4", "cut=4" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buffer to = { 0 };

		mail_quoted_printable(&to, rows[i].text, strlen(rows[i].text));
		assert_string_equal(to.bytes, rows[i].wanted);
		buffer_free(&to);
	}
}

/* RFC 4648, section 10. */
static void base64_is_read(void **state)
{
	static const struct {
		const char *text, *wanted;
	} rows[] = {
		{ "", "" },
		{ "Zg==", "f" },
		{ "Zm8=", "fo" },
		{ "Zm9v", "foo" },
		{ "Zm9v\nYg==", "foob" },
		{ "Zm9v YmE=\n", "fooba" },
		{ "Zm9vYmFy", "foobar" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buffer to = { 0 };

		buffer_text(&to, "");
		mail_base64(&to, rows[i].text, strlen(rows[i].text));
		assert_string_equal(to.bytes, rows[i].wanted);
		buffer_free(&to);
	}
}

static void characters_are_read(void **state)
{
	struct buffer to = { 0 };

	(void)state;
	assert_int_equal(mail_characters(&to, "\xe5\x96", 2, "ISO-8859-1"), 0);
	assert_string_equal(to.bytes, "å–");
	buffer_cut(&to, 0);
	assert_int_equal(mail_characters(&to, "\xa4", 1, "iso-8859-15"), 0);
	assert_string_equal(to.bytes, "€");
	assert_int_equal(mail_characters(&to, "\xe5", 1, "utf-8"), -1);
	assert_int_equal(mail_characters(&to, "\xe5", 1, "us-ascii"), -1);
	assert_int_equal(mail_characters(&to, "a", 1, "klingon"), -1);
	assert_int_equal(mail_characters(&to, "a", 1, "utf-8//IGNORE"), -1);
	buffer_free(&to);
}

static void a_header_is_unfolded(void **state)
{
	static const char head[] = "Subject: a\n b\n\t c \nX:\nSubject: d\n";
	struct buffer to = { 0 };

	(void)state;
	assert_true(mail_header_value(&to, head, strlen(head), "subject"));
	assert_string_equal(to.bytes, "a b c");
	assert_true(mail_header_value(&to, head, strlen(head), "x"));
	assert_string_equal(to.bytes, "");
	assert_false(mail_header_value(&to, head, strlen(head), "Sub"));
	assert_true(mail_header_parameter(&to,
	    "multipart/x; a=\"b; boundary=no\"; BOUNDARY=\"q\\\"s t\"; c=d",
	    "boundary"));
	assert_string_equal(to.bytes, "q\"s t");
	assert_false(mail_header_parameter(&to, "boundary=x", "boundary"));
	buffer_free(&to);
}

static void who_and_when_and_what_is_answered(void **state)
{
	(void)state;
	reads("From asa Mon Oct 3 09:00:00 2022\n" FROM
	      "In-Reply-To: <c@x>\nReferences: <a@x>\n <b@x>\n <c@x>\n"
	      "Date: Tue, 4 Oct 2022 23:50:00 +0200\n\nhej\n",
	    "hej\n");
	assert_string_equal(mail.from.bytes, "asa@kommun.example");
	assert_string_equal(mail.date, "2022-10-04");
	assert_string_equal(mail.answers.bytes, "c@x\nc@x\nb@x\na@x\n");
	reads("From: b@x\nDate: yesterday\n\n", "");
	assert_string_equal(mail.from.bytes, "b@x");
	assert_string_equal(mail.date, "");
	assert_string_equal(mail.answers.bytes, "");
}

/* 2022-10-04T08:21:00Z is 19269 days and 30060 seconds after 1970: worked by
 * hand. SHA-256 of "abc" is FIPS 180-2's example. */
static void a_mail_is_known_again(void **state)
{
	static const struct {
		const char *date;
		int64_t written;
	} rows[] = {
		{ "Tue, 4 Oct 2022 10:21:00 +0200", 1664871660 },
		{ "4 Oct 2022 08:21 GMT", 1664871660 },
		{ "Tue, 04 Oct 2022 03:51:00 -0430 (VET)", 1664871660 },
		{ "Tue, 4 Oct 2022", 0 },
		{ "4 Oct 2022 morning", 0 },
		{ "yesterday", 0 },
		{ "1 Jan 1900 00:00:00 +0000", 0 },
	};
	char text[200], first[65];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		snprintf(
		    text, sizeof(text), FROM "Date: %s\n\nhej\n", rows[i].date);
		reads(text, "hej\n");
		assert_int_equal(mail.written, rows[i].written);
	}
	reads(FROM "Message-ID: <abc>\n\nhej\n", "hej\n");
	assert_string_equal(mail.reply,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	reads(FROM "message-id:\n <abc>\n\nanother\n", "another\n");
	assert_string_equal(mail.reply,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	reads(FROM "\nhej\n", "hej\n");
	snprintf(first, sizeof(first), "%s", mail.reply);
	reads(FROM "\r\nhej\r\n", "hej\n");
	assert_string_equal(mail.reply, first);
	reads(FROM "Message-ID: <>\n\nhej\n", "hej\n");
	assert_string_not_equal(mail.reply, first);
}

/* RFC 3834, section 5: "no" is a person's. */
static void what_a_machine_sent_is_known(void **state)
{
	(void)state;
	reads(FROM "Auto-Submitted:\n auto-replied (vacation)\n\nBorta\n",
	    "Borta\n");
	assert_true(mail.automatic);
	reads(FROM "Auto-Submitted: no\n\nHej\n", "Hej\n");
	assert_false(mail.automatic);
	reads(FROM "X-Autoreply: yes\n\nBorta\n", "Borta\n");
	assert_true(mail.automatic);
	reads(FROM "Precedence: bulk\n\nHej\n", "Hej\n");
	assert_false(mail.automatic);
}

static void the_plain_part_is_read(void **state)
{
	(void)state;
	reads(FROM "Content-Type: multipart/mixed; boundary=ab\r\n\r\n"
		   "preamble\r\n--abc\r\n\r\nno\r\n--ab  \r\n\r\nyes\r\n"
		   "--ab--\r\n\r\nepilogue\r\n",
	    "yes\n");
	assert_true(mail.read);
	reads(FROM "Content-Type: multipart/mixed; boundary=ab\n\n--ab\n"
		   "Content-Type: image/png\n\nx\n--ab--\n\nepilogue\n",
	    "");
	assert_false(mail.read);
	reads(FROM "Content-Type: multipart/mixed; boundary=ab\n\n--ab\n"
		   "\nnever closed",
	    "never closed");
	reads(FROM "Content-Type: text/html\n\n<p>a", "a\n");
	assert_true(mail.html);
	reads(FROM "Content-Type: text/plain; format=flowed\n\n"
		   "a \nb\nc \n> d\n-- \ne\n",
	    "a b\nc \n> d\n-- \ne\n");
}

/* HTML 4.01, 9.3 (blocks) and 24 (references), as mail programs write it. */
static void html_has_words(void **state)
{
	static const struct {
		const char *html, *text;
	} rows[] = {
		{ "1 &auml;r&nbsp;klar<br>\n2  p&#229;g&#xE5;r",
		    "1 är klar\n2 pågår\n" },
		{ "<html><head><title>Nej</title><style>p > a {}</style></head>"
		  "<body><p class=\"Mso>Normal\">1 klar</p>\n"
		  "<p>&nbsp;</p><P>2 <b>klar</b></P></body></html>",
		    "1 klar\n\n2 klar\n\n" },
		{ "<div>1 klar</div><div>12 <i>oktober</i></div>",
		    "1 klar\n12 oktober\n" },
		{ "1 klar<blockquote type='cite'>2 klar<div>3 klar</div>"
		  "</blockquote>4 klar",
		    "1 klar\n\n> 2 klar\n> 3 klar\n\n4 klar\n" },
		{ "<tr><td>1</td><td>klar</td></tr><tr><td>2", "1 klar\n2\n" },
		{ "1 <s>klar</s> p&aring;g&aring;r", "1 ~klar~ pågår\n" },
		{ "1 <span style='text-decoration: line-through'>klar</span>",
		    "1 ~klar\n" },
		{ "1 <!-- inte <b> -->klar <!doctype x> <![if !x]>a",
		    "1 klar a\n" },
		{ "a < b &unknown; &amp;lt; & &#0; &#xD800; &#x110000; &#27;",
		    "a < b &unknown; &lt; & &#0; ? ? ?\n" },
		{ "a<!-- never closed", "a\n" },
		{ "a<b class='never closed>b", "a\n" },
		{ "a<script>b", "a\n" },
		{ "</blockquote>a&#8211;&#x1F600;", "a–😀\n" },
		{ "", "" },
	};
	char text[400];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		snprintf(text, sizeof(text),
		    FROM "Content-Type: text/html; charset=utf-8\n\n%s",
		    rows[i].html);
		reads(text, rows[i].text);
	}
}

static void what_is_no_mail_is_refused(void **state)
{
	static const char latin[] = FROM "\nk\xe5k\n";

	(void)state;
	mail_release(&mail);
	assert_int_equal(mail_read(&mail, "", 0, &err), -1);
	assert_int_equal(err.code, ERR_INVALID);
	mail_release(&mail);
	assert_int_equal(mail_read(&mail, latin, strlen(latin), &err), -1);
	assert_non_null(strstr(err.text, "us-ascii"));
	mail_release(&mail);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quoted_printable_is_read),
		cmocka_unit_test(base64_is_read),
		cmocka_unit_test(characters_are_read),
		cmocka_unit_test(a_header_is_unfolded),
		cmocka_unit_test(who_and_when_and_what_is_answered),
		cmocka_unit_test(a_mail_is_known_again),
		cmocka_unit_test(what_a_machine_sent_is_known),
		cmocka_unit_test(the_plain_part_is_read),
		cmocka_unit_test(html_has_words),
		cmocka_unit_test(what_is_no_mail_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
