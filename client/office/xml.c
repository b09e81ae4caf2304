/* SPDX-License-Identifier: ISC */
#include "client/office/xml.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/translate.h"

/* Bytes: a tag that goes on is read again with each piece. */
#define TAG_MAX      (1u << 20)
#define DEPTH_MAX    256
#define ELEMENTS_MAX 6000000

struct xml {
	XML_Parser parser;
	const struct xml_reader *reader;
	void *of;
	const char *part;
	struct err *err;
	size_t done, silent, elements;
	int depth, result;
};

static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon != NULL ? colon + 1 : name;
}

static void stop_where(struct xml *xml, int result)
{
	xml->silent = 0;
	if (result == 0 || xml->result != 0)
		return;
	xml->result = result;
	XML_StopParser(xml->parser, XML_FALSE);
}

static int xml_refuse(struct xml *xml, const char *what)
{
	return err_set(xml->err, ERR_INVALID,
	    "is damaged: %s has %-s: save it again", xml->part, what);
}

static void XMLCALL xml_on_begin(
    void *data, const char *name, const char **attributes)
{
	struct xml *xml = data;

	if (++xml->depth > DEPTH_MAX)
		stop_where(
		    xml, xml_refuse(xml, N_("parts too deep in each other")));
	else if (++xml->elements > ELEMENTS_MAX)
		stop_where(xml,
		    err_set(xml->err, ERR_INVALID,
			"has over six million cells and marks: divide it"));
	else if (xml->result == 0)
		stop_where(xml,
		    xml->reader->begin(
			xml->of, local(name), attributes, xml->err));
}

static void XMLCALL xml_on_end(void *data, const char *name)
{
	struct xml *xml = data;

	xml->depth--;
	if (xml->result == 0)
		stop_where(
		    xml, xml->reader->end(xml->of, local(name), xml->err));
}

static void XMLCALL xml_on_text(void *data, const char *text, int length)
{
	struct xml *xml = data;

	if (xml->result == 0 && xml->reader->text != NULL)
		stop_where(xml,
		    xml->reader->text(xml->of, text, (size_t)length, xml->err));
}

static void XMLCALL on_doctype(void *data, const char *name, const char *system,
    const char *public, int subset)
{
	struct xml *xml = data;

	(void)name, (void)system, (void)public, (void)subset;
	stop_where(xml, xml_refuse(xml, N_("a document type, which none has")));
}

static int parse(struct xml *xml, const char *bytes, size_t length, int last)
{
	xml->silent += length;
	if (XML_Parse(xml->parser, bytes, (int)length, last) ==
	    XML_STATUS_ERROR) {
		if (xml->result == 0 &&
		    XML_GetErrorCode(xml->parser) == XML_ERROR_NO_MEMORY)
			return err_set(xml->err, ERR_INVALID,
			    "takes more memory than a document may");
		return xml->result != 0 ? xml->result
					: xml_refuse(xml, N_("no whole XML"));
	}
	if (xml->silent > TAG_MAX)
		return xml_refuse(xml, N_("a single tag of over 1 MB"));
	return 0;
}

static int take_piece(
    void *of, const char *bytes, size_t length, size_t size, struct err *err)
{
	struct xml *xml = of;

	(void)err;
	xml->done += length;
	if (xml->reader->progress != NULL)
		xml->reader->progress(xml->of, xml->done, size);
	return parse(xml, bytes, length, 0);
}

int xml_read(struct package *package, const char *part,
    const struct xml_reader *reader, void *of, struct err *err)
{
	struct xml xml = {
		.parser = XML_ParserCreate(NULL),
		.reader = reader,
		.of = of,
		.part = part,
		.err = err,
	};
	int result;

	if (xml.parser == NULL)
		abort();
	XML_SetUserData(xml.parser, &xml);
	XML_SetElementHandler(xml.parser, xml_on_begin, xml_on_end);
	XML_SetCharacterDataHandler(xml.parser, xml_on_text);
	XML_SetStartDoctypeDeclHandler(xml.parser, on_doctype);
	result = package_read(package, part, take_piece, &xml, err);
	if (result == 0)
		result = parse(&xml, "", 0, 1);
	XML_ParserFree(xml.parser);
	return result;
}

const char *xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(local(*attributes), name) == 0)
			return attributes[1];
	return NULL;
}

long xml_number(const char **attributes, const char *name, long least,
    long most, long otherwise)
{
	const char *text = xml_attribute(attributes, name);
	char *end;
	long number;

	if (text == NULL || *text == '\0')
		return otherwise;
	number = strtol(text, &end, 10);
	if (*end != '\0')
		return otherwise;
	return number < least ? least : number > most ? most : number;
}

bool xml_is_true(const char **attributes, const char *name, bool otherwise)
{
	const char *text = xml_attribute(attributes, name);

	if (text == NULL)
		return otherwise;
	return strcmp(text, "1") == 0 || strcmp(text, "true") == 0 ||
	    strcmp(text, "on") == 0;
}
