/* SPDX-License-Identifier: ISC */
#include "client/office/relations.h"

#include <stdlib.h>
#include <string.h>

#include "client/office/xml.h"
#include "protocol/copy.h"

#define RELATIONS_MAX 10000

struct relations_reading {
	struct relations *relations;
	const char *of;
};

/* A target stands from the folder of the part, or from the root. */
static char *part_of(const char *of, const char *target)
{
	const char *slash = strrchr(of, '/');
	struct buffer part = { 0 };

	buffer_text(&part, "");
	if (*target != '/' && slash != NULL)
		buffer_add(&part, of, (size_t)(slash + 1 - of));
	target += *target == '/';
	while (strncmp(target, "../", 3) == 0) {
		target += 3;
		if (part.length > 0)
			buffer_cut(&part, part.length - 1);
		while (part.length > 0 && part.bytes[part.length - 1] != '/')
			buffer_cut(&part, part.length - 1);
	}
	buffer_text(&part, target);
	return part.bytes;
}

static int relations_begin(
    void *of, const char *name, const char **attributes, struct err *err)
{
	struct relations_reading *reading = of;
	struct relations *relations = reading->relations;
	const char *id = xml_attribute(attributes, "Id");
	const char *type = xml_attribute(attributes, "Type");
	const char *target = xml_attribute(attributes, "Target");
	const char *slash;

	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL ||
	    target == NULL)
		return 0;
	if (relations->count == RELATIONS_MAX)
		return err_set(
		    err, ERR_INVALID, "has too many parts: save it again");
	slash = strrchr(type, '/');
	relations->list = reallocarray(
	    relations->list, relations->count + 1, sizeof(*relations->list));
	if (relations->list == NULL)
		abort();
	relations->list[relations->count++] = (struct part_relation){
		.id = copy_text(id),
		.type = copy_text(slash != NULL ? slash + 1 : type),
		.part = part_of(reading->of, target),
	};
	return 0;
}

static int relations_end(void *of, const char *name, struct err *err)
{
	(void)of, (void)name, (void)err;
	return 0;
}

int relations_read(struct relations *relations, struct package *package,
    const char *part, struct err *err)
{
	static const struct xml_reader reader = {
		.begin = relations_begin,
		.end = relations_end,
	};
	struct relations_reading reading = { relations, part };
	const char *slash = strrchr(part, '/');
	const char *file = slash != NULL ? slash + 1 : part;
	struct buffer name = { 0 };
	int result = 0;

	*relations = (struct relations){ 0 };
	buffer_printf(
	    &name, "%.*s_rels/%s.rels", (int)(file - part), part, file);
	if (package_has(package, name.bytes))
		result = xml_read(package, name.bytes, &reader, &reading, err);
	buffer_free(&name);
	if (result != 0)
		relations_release(relations);
	return result;
}

void relations_release(struct relations *relations)
{
	for (size_t i = 0; i < relations->count; i++) {
		free(relations->list[i].id);
		free(relations->list[i].type);
		free(relations->list[i].part);
	}
	free(relations->list);
	*relations = (struct relations){ 0 };
}

const struct part_relation *relations_id(
    const struct relations *relations, const char *id)
{
	for (size_t i = 0; id != NULL && i < relations->count; i++)
		if (strcmp(relations->list[i].id, id) == 0)
			return &relations->list[i];
	return NULL;
}

const char *relations_type(const struct relations *relations, const char *type)
{
	for (size_t i = 0; i < relations->count; i++)
		if (strcmp(relations->list[i].type, type) == 0)
			return relations->list[i].part;
	return NULL;
}
