/* SPDX-License-Identifier: ISC */
#include "daemon/text/owner_names.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/arena.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* A key's bytes: a hyphen becomes a word, an ending a word with a mark. */
#define KEY_SIZE(length) (6 * (length) + 32)

/* Shorter words keep their last letter: "hus". */
#define GENITIVE_MIN 4

struct name {
	const char *text; /* folded, or its key */
	const char *code;
};

struct list {
	struct name *names;
	size_t count, size;
};

struct owner_names {
	struct arena *arena;
	struct list exact, keys;
};

/* What a name says its bearer is; the longer endings first. */
static const struct {
	const char *ending, *head;
} heads[] = {
	{ "nämnden", "~nämnd" },
	{ "nämnd", "~nämnd" },
	{ "förvaltningen", "~förvaltning" },
	{ "förvaltning", "~förvaltning" },
	{ "förv", "~förvaltning" },
	{ "kontoret", "~kontor" },
	{ "kontor", "~kontor" },
	{ "avdelningen", "~avdelning" },
	{ "avdelning", "~avdelning" },
	{ "avd", "~avdelning" },
	{ "enheten", "~enhet" },
	{ "enhet", "~enhet" },
	{ "myndigheten", "~myndighet" },
	{ "myndighet", "~myndighet" },
	{ "tjänsten", "~tjänst" },
	{ "tjänst", "~tjänst" },
	{ "sektorn", "~sektor" },
	{ "sektor", "~sektor" },
};

/* --- keys --- */

static void put_word(char *key, const char *word, size_t length)
{
	size_t at = strlen(key);

	if (length == 0)
		return;
	if (at > 0)
		key[at++] = ' ';
	memcpy(key + at, word, length);
	key[at + length] = '\0';
}

static size_t without_genitive(const char *word, size_t length)
{
	return length >= GENITIVE_MIN && word[length - 1] == 's' ? length - 1
								 : length;
}

/* The head that the word ends with, and the bytes before it. */
static const char *head_of(const char *word, size_t length, size_t *before)
{
	for (size_t i = 0; i < COUNT(heads); i++) {
		size_t ending = strlen(heads[i].ending);

		if (length < ending ||
		    memcmp(word + length - ending, heads[i].ending, ending) !=
			0)
			continue;
		*before = length - ending;
		return heads[i].head;
	}
	return NULL;
}

static bool ends_with(const char *key, const char *word)
{
	size_t length = strlen(key), end = strlen(word);

	return length >= end && strcmp(key + length - end, word) == 0;
}

/* Puts a head, after "kommunstyrelsen" as after "kommunstyrelse". */
static void owner_names_put_head(char *key, const char *head)
{
	if (ends_with(key, "styrelsen"))
		key[strlen(key) - 1] = '\0';
	put_word(key, head, strlen(head));
}

/* "skolnämndens" as "skol ~nämnd". */
static void put_stem(char *key, const char *word, size_t length)
{
	const char *head;
	size_t before;

	length = without_genitive(word, length);
	if ((head = head_of(word, length, &before)) == NULL) {
		put_word(key, word, length);
		return;
	}
	put_stem(key, word, before);
	owner_names_put_head(key, head);
}

static bool is_word(const char *word, size_t length, const char *text)
{
	return strlen(text) == length && memcmp(word, text, length) == 0;
}

/* "och", once, and not before any word. */
static void put_and(char *key)
{
	if (key[0] != '\0' && !ends_with(key, " och"))
		put_word(key, "och", 3);
}

/* "~nämnd för x" as "x ~nämnd". */
static void move_head(char *key)
{
	char *name = strstr(key, " för ");
	char head[32];
	size_t length = name == NULL ? 0 : (size_t)(name - key);

	if (key[0] != '~' || length == 0 || length >= sizeof(head) ||
	    memchr(key, ' ', length) != NULL)
		return;
	memcpy(head, key, length);
	name += strlen(" för ");
	memmove(key, name, strlen(name) + 1);
	put_word(key, head, length);
}

static char *key_of(struct arena *arena, const char *folded)
{
	char *key = arena_alloc(arena, KEY_SIZE(strlen(folded)));

	key[0] = '\0';
	while (*folded != '\0') {
		size_t length = strcspn(folded, " -&,.");

		if (is_word(folded, length, "och") ||
		    is_word(folded, length, "o") ||
		    is_word(folded, length, "og") ||
		    is_word(folded, length, "samt"))
			put_and(key);
		else
			put_stem(key, folded, length);
		folded += length;
		if (*folded == '-' || *folded == '&')
			put_and(key);
		else if (*folded == ',')
			put_word(key, ",", 1);
		folded += *folded != '\0';
	}
	move_head(key);
	return key;
}

/* --- the lists --- */

static void list_add(
    struct arena *arena, struct list *list, const char *text, const char *code)
{
	if (list->count == list->size) {
		size_t size = list->size == 0 ? 64 : 2 * list->size;
		struct name *names = arena_alloc(arena, size * sizeof(*names));

		if (list->count > 0)
			memcpy(
			    names, list->names, list->count * sizeof(*names));
		list->names = names;
		list->size = size;
	}
	list->names[list->count++] = (struct name){ text, code };
}

static int compare(const void *a, const void *b)
{
	const struct name *first = a, *second = b;
	int order = strcmp(first->text, second->text);

	return order != 0 ? order : strcmp(first->code, second->code);
}

/* Keys that two departments have name neither. */
static void drop_shared(struct list *list)
{
	size_t kept = 0, next;

	for (size_t i = 0; i < list->count; i = next) {
		bool shared = false;

		for (next = i + 1; next < list->count &&
		     strcmp(list->names[i].text, list->names[next].text) == 0;
		     next++)
			shared |= strcmp(list->names[i].code,
				      list->names[next].code) != 0;
		if (!shared)
			list->names[kept++] = list->names[i];
	}
	list->count = kept;
}

static const char *list_code(const struct list *list, const char *text)
{
	size_t from = 0, to = list->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = strcmp(text, list->names[middle].text);

		if (order == 0)
			return list->names[middle].code;
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return NULL;
}

struct owner_names *owner_names_new(struct arena *arena)
{
	struct owner_names *names = arena_alloc(arena, sizeof(*names));

	*names = (struct owner_names){ .arena = arena };
	return names;
}

void owner_names_add(
    struct owner_names *names, const char *folded, const char *code)
{
	list_add(names->arena, &names->exact, folded, code);
	list_add(
	    names->arena, &names->keys, key_of(names->arena, folded), code);
}

void owner_names_sort(struct owner_names *names)
{
	struct list *lists[] = { &names->exact, &names->keys };

	for (size_t i = 0; i < COUNT(lists); i++) {
		if (lists[i]->count > 0)
			qsort(lists[i]->names, lists[i]->count,
			    sizeof(*lists[i]->names), compare);
		drop_shared(lists[i]);
	}
}

const char *owner_names_code(
    const struct owner_names *names, struct arena *scratch, const char *folded)
{
	const char *code = list_code(&names->exact, folded);

	const char *key;

	if (code != NULL)
		return code;
	key = key_of(scratch, folded);
	return key[0] != '\0' ? list_code(&names->keys, key) : NULL;
}
