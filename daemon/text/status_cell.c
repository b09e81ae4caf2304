/* SPDX-License-Identifier: ISC */
#include "daemon/text/status_cell.h"

#include <stddef.h>
#include <string.h>

#include "daemon/text/fold.h"
#include "protocol/arena.h"

/* In the form of fold_name(). The longest that fits counts, so that "klar"
 * leaves nothing of "klart". `time`: also means something beside a time. */
static const struct status_phrase {
	const char *text, *word;
	bool time;
} phrases[] = {
	{ "ej påbörjad", "planned", true },
	{ "ej påbörjat", "planned", true },
	{ "ej påbörjade", "planned", true },
	{ "inte påbörjad", "planned", true },
	{ "inte påbörjat", "planned", true },
	{ "ännu inte påbörjad", "planned", true },
	{ "ännu ej påbörjad", "planned", true },
	{ "ej startad", "planned", true },
	{ "ej startat", "planned", true },
	{ "inte startad", "planned", true },
	{ "ej inledd", "planned", true },
	{ "planerad", "planned", false },
	{ "planerat", "planned", false },
	{ "planeras", "planned", false },
	{ "kommande", "planned", false },
	{ "att göra", "planned", false },
	{ "not started", "planned", true },
	{ "not begun", "planned", true },
	{ "planned", "planned", false },
	{ "to do", "planned", false },
	{ "ikke påbegynt", "planned", true },
	{ "ikke startet", "planned", true },
	{ "ikke igangsatt", "planned", true },
	{ "ikke påbegyndt", "planned", true },
	{ "ikke igangsat", "planned", true },
	{ "planlagt", "planned", false },
	{ "⬜", "planned", true },
	{ "☐", "planned", true },
	{ "□", "planned", true },
	{ "pågår", "started", true },
	{ "pågående", "started", true },
	{ "påbörjad", "started", true },
	{ "påbörjat", "started", true },
	{ "påbörjade", "started", true },
	{ "startad", "started", true },
	{ "startat", "started", true },
	{ "igång", "started", true },
	{ "i gång", "started", true },
	{ "igångsatt", "started", true },
	{ "inledd", "started", true },
	{ "under arbete", "started", true },
	{ "under genomförande", "started", true },
	{ "under framtagande", "started", true },
	{ "arbete pågår", "started", true },
	{ "försenad", "started", true },
	{ "försenat", "started", true },
	{ "löpande", "started", false },
	{ "fortlöpande", "started", false },
	{ "förklaras inte fullgjort", "started", false },
	{ "förklaras ej fullgjort", "started", false },
	{ "förklaras inte fullgjord", "started", false },
	{ "in progress", "started", true },
	{ "ongoing", "started", false },
	{ "started", "started", true },
	{ "underway", "started", true },
	{ "under way", "started", true },
	{ "delayed", "started", true },
	{ "behind schedule", "started", true },
	{ "on track", "started", true },
	{ "under arbeid", "started", true },
	{ "i gang", "started", true },
	{ "igangsatt", "started", true },
	{ "igangsat", "started", true },
	{ "igangværende", "started", true },
	{ "påbegynt", "started", true },
	{ "påbegyndt", "started", true },
	{ "startet", "started", true },
	{ "forsinket", "started", true },
	{ "klar", "done", false },
	{ "klart", "done", false },
	{ "klara", "done", false },
	{ "färdig", "done", false },
	{ "färdigt", "done", false },
	{ "färdiga", "done", false },
	{ "färdigställd", "done", true },
	{ "färdigställt", "done", true },
	{ "genomförd", "done", true },
	{ "genomfört", "done", true },
	{ "genomförda", "done", true },
	{ "är genomförd", "done", true },
	{ "slutförd", "done", true },
	{ "slutfört", "done", true },
	{ "slutförda", "done", true },
	{ "avslutad", "done", true },
	{ "avslutat", "done", true },
	{ "avslutade", "done", true },
	{ "utförd", "done", true },
	{ "utfört", "done", true },
	{ "fullgjord", "done", true },
	{ "fullgjort", "done", true },
	{ "åtgärdad", "done", true },
	{ "åtgärdat", "done", true },
	{ "verkställd", "done", true },
	{ "verkställt", "done", true },
	{ "förklaras fullgjort", "done", true },
	{ "förklaras fullgjord", "done", true },
	{ "förklaras fullgjorda", "done", true },
	{ "done", "done", false },
	{ "completed", "done", true },
	{ "complete", "done", false },
	{ "finished", "done", true },
	{ "closed", "done", true },
	{ "implemented", "done", true },
	{ "ferdig", "done", false },
	{ "fullført", "done", true },
	{ "gjennomført", "done", true },
	{ "avsluttet", "done", true },
	{ "utført", "done", true },
	{ "færdig", "done", false },
	{ "gennemført", "done", true },
	{ "afsluttet", "done", true },
	{ "utgår", "dropped", true },
	{ "utgått", "dropped", true },
	{ "har utgått", "dropped", true },
	{ "avbruten", "dropped", true },
	{ "avbrutet", "dropped", true },
	{ "avbryts", "dropped", true },
	{ "ej aktuell", "dropped", true },
	{ "ej aktuellt", "dropped", true },
	{ "inte aktuell", "dropped", true },
	{ "inte aktuellt", "dropped", true },
	{ "ej längre aktuell", "dropped", true },
	{ "ej längre aktuellt", "dropped", true },
	{ "inte längre aktuell", "dropped", true },
	{ "inte längre aktuellt", "dropped", true },
	{ "struken", "dropped", true },
	{ "stryks", "dropped", true },
	{ "nedlagd", "dropped", true },
	{ "inställd", "dropped", true },
	{ "inställt", "dropped", true },
	{ "cancelled", "dropped", true },
	{ "canceled", "dropped", true },
	{ "dropped", "dropped", true },
	{ "abandoned", "dropped", true },
	{ "no longer relevant", "dropped", true },
	{ "avlyst", "dropped", true },
	{ "aflyst", "dropped", true },
	{ "udgår", "dropped", true },
	{ "ikke aktuell", "dropped", true },
	{ "ikke aktuelt", "dropped", true },
};

/* Any of these beside a mark or a word of what is over takes it back. */
static const char *const hedges[] = { "ej", "inte", "ikke", "not", "delvis",
	"delvist", "partly", "partially", "del", "del.", "till stor del",
	"till viss del", "i stort", "i stort sett", "nästan", "beräknas",
	"förväntas", "väntas", "planeras", "planerad", "planerat", "ska",
	"skall", "kommer", "men", "återstår", "kvarstår", "kvar", "pågår",
	"pågående", "påbörjad", "påbörjat", "ännu", "snart", "almost", "but",
	"eventuellt", "ev", "ev.", "kanske", "tillfälligt", "halva", "hälften",
	"första", "senast", "försenad", "försenat", "underway", "ongoing",
	"utom", "förutom", "utkast", "förslag", "remiss", "inledd", "startad",
	"igång" };

static const char *const ticks[] = { "✅", "✔", "✓", "☑", "🗹" };
static const char *const boxes[] = { "⬜", "☐", "□", "❌", "✗", "✘", "☒" };
/* Colours as a picture: what they mean, the words beside them say. */
static const char *const dots[] = { "🟢", "🟡", "🔴", "🟠", "🔵", "⚪", "⚫",
	"🟩", "🟨", "🟥", "🟧", "🟦", "●", "○", "◐", "◯", "\uFE0F" };
static const char *const yes[] = { "ja", "j", "x", "yes", "y", "ok", "✅", "✔",
	"✓", "☑" };
static const char *const no[] = { "nej", "n", "no", "nei", "-", "☐", "⬜", "❌" };

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Bytes that may stand after a word or between it and its time. */
static const char between[] = " :,;.-(";

static bool is_between(char c)
{
	return c != '\0' && strchr(between, c) != NULL;
}

static bool status_cell_is_one_of(
    const char *text, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(text, list[i]) == 0)
			return true;
	return false;
}

static const char *begins_with_one(
    const char *text, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strncmp(text, list[i], strlen(list[i])) == 0)
			return text + strlen(list[i]);
	return NULL;
}

/* The longest phrase that the text begins with, as whole words. */
static const struct status_phrase *find_phrase(const char *text)
{
	const struct status_phrase *best = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < COUNT(phrases); i++) {
		size_t length = strlen(phrases[i].text);

		if (length <= longest ||
		    strncmp(text, phrases[i].text, length) != 0 ||
		    (text[length] != '\0' && !is_between(text[length]) &&
			(phrases[i].text[0] & 0xf0) != 0xe0))
			continue;
		longest = length;
		best = &phrases[i];
	}
	return best;
}

/* Whether a word, or several of the list, stand anywhere in the text. */
static bool is_hedged(const char *text)
{
	for (size_t i = 0; i < COUNT(hedges); i++) {
		size_t length = strlen(hedges[i]);
		const char *at = text;

		while ((at = strstr(at, hedges[i])) != NULL) {
			bool begins =
			    at == text || is_between(at[-1]) || at[-1] == '/';

			if (begins &&
			    (at[length] == '\0' || is_between(at[length]) ||
				strchr(")/!", at[length]) != NULL))
				return true;
			at += length;
		}
	}
	for (size_t i = 0; i < COUNT(boxes); i++)
		if (strstr(text, boxes[i]) != NULL)
			return true;
	return strpbrk(text, "?%") != NULL;
}

/* "(a) ✅ (b) ⬜": several things, each with its own. */
static bool has_parts(const char *text)
{
	const char *at = text;

	while ((at = strchr(at, ')')) != NULL) {
		if (at - text >= 2 && at[-2] == '(' && at[-1] >= 'a' &&
		    at[-1] <= 'j')
			return true;
		at++;
	}
	return false;
}

/* Cuts these characters off a text's end. */
static char *cut_end(char *text, const char *characters)
{
	size_t length = strlen(text);

	while (length > 0 && strchr(characters, text[length - 1]) != NULL)
		text[--length] = '\0';
	return text;
}

/* A copy without the dots at its ends; as it is where nothing else is there. */
static const char *without_dots(struct arena *arena, const char *folded)
{
	const char *rest;
	char *copy;
	bool cut;

	while ((rest = begins_with_one(folded, dots, COUNT(dots))) != NULL)
		folded = rest + strspn(rest, " ");
	copy = arena_copy(arena, folded, strlen(folded));
	do {
		size_t length = strlen(cut_end(copy, " "));

		cut = false;
		for (size_t i = 0; i < COUNT(dots) && !cut; i++) {
			size_t dot = strlen(dots[i]);

			cut = length >= dot &&
			    strcmp(copy + length - dot, dots[i]) == 0;
			if (cut)
				copy[length - dot] = '\0';
		}
	} while (cut);
	return copy;
}

/* A copy of a whole cell without what may stand around its words. */
static char *status_cell_whole(struct arena *arena, const char *folded)
{
	while (is_between(*folded) && *folded != '(')
		folded++;
	return cut_end(arena_copy(arena, folded, strlen(folded)), " :,;.-!");
}

/* A copy without what may stand around it, and without a reference in
 * brackets at its end. */
static char *trimmed(struct arena *arena, const char *text)
{
	char *copy, *bracket;

	while (is_between(*text))
		text++;
	copy = arena_copy(arena, text, strlen(text));
	bracket = strchr(copy, '(');
	if (bracket != NULL && bracket > copy && strchr(bracket, ')') != NULL &&
	    strchr(bracket, ')')[1] == '\0' && !is_hedged(bracket))
		*bracket = '\0';
	return cut_end(copy, " :,;.-)!");
}

static struct status_cell found(const char *word, const char *time)
{
	return (struct status_cell){
		.word = word,
		.time = time != NULL && time[0] != '\0' ? time : NULL,
	};
}

/* "Avslutad – nyttan delvis uppnådd" is done; what it was good for is
 * another question. */
static bool tells_effect(const char *rest)
{
	static const char *const effects[] = { "nyttan ", "effekten ",
		"effekt ", "målet " };

	return begins_with_one(rest, effects, COUNT(effects)) != NULL;
}

static struct status_cell read_phrase(
    struct arena *arena, const struct status_phrase *phrase, const char *text)
{
	const char *rest = text + strlen(phrase->text);
	char *beside = trimmed(arena, rest);
	struct status_cell cell = found(phrase->word, NULL);
	bool open = phrase->word[0] == 'p' || phrase->word[0] == 's';

	if (status_cell_is_one_of(beside, yes, COUNT(yes)))
		return cell;
	if (status_cell_is_one_of(beside, no, COUNT(no)))
		return (struct status_cell){ .says_none = true };
	cell.more = beside[0] != '\0';
	if (open || !cell.more || tells_effect(beside))
		return cell;
	if (is_hedged(rest) || has_parts(rest))
		return (struct status_cell){ 0 };
	cell.time = beside;
	return cell;
}

/* A mark and words: "✅ Ingår i vägledningen". */
static struct status_cell read_ticked(struct arena *arena, const char *rest)
{
	char *beside = trimmed(arena, rest);
	const struct status_phrase *phrase = find_phrase(beside);
	struct status_cell cell;

	if (is_hedged(rest) || has_parts(rest))
		return (struct status_cell){ 0 };
	if (phrase != NULL && phrase->word[0] == 'd') {
		cell = read_phrase(arena, phrase, beside);
		if (strcmp(phrase->word, "done") != 0)
			cell = (struct status_cell){ 0 };
	} else if (phrase != NULL) {
		cell = (struct status_cell){ 0 };
	} else {
		cell = found("done", NULL);
		cell.more = beside[0] != '\0';
		cell.time = cell.more ? beside : NULL;
	}
	cell.ticked = true;
	return cell;
}

/* What comes before a mark at the end; NULL where there is none. */
static char *before_tick(struct arena *arena, const char *folded)
{
	for (size_t i = 0; i < COUNT(ticks); i++) {
		const char *at = strstr(folded, ticks[i]);

		if (at != NULL && at > folded && at[strlen(ticks[i])] == '\0')
			return arena_copy(arena, folded, (size_t)(at - folded));
	}
	return NULL;
}

/* A mark at the beginning or the end. */
static bool read_mark(
    struct arena *arena, const char *folded, struct status_cell *cell)
{
	const char *rest = begins_with_one(folded, ticks, COUNT(ticks));

	if (rest == NULL)
		rest = before_tick(arena, folded);
	if (rest == NULL)
		return false;
	*cell = read_ticked(arena, rest);
	return true;
}

struct status_cell status_cell_read(struct arena *arena, const char *text)
{
	const char *folded = without_dots(arena, fold_name(arena, text));
	struct status_cell cell = { 0 };
	const struct status_phrase *phrase;

	if (read_mark(arena, folded, &cell))
		return cell;
	folded = status_cell_whole(arena, folded);
	phrase = find_phrase(folded);
	if (phrase == NULL || (has_parts(folded) && phrase->word[0] != 'd'))
		return cell;
	return read_phrase(arena, phrase, folded);
}

struct status_cell status_cell_in_time(struct arena *arena, const char *text)
{
	const char *folded = without_dots(arena, fold_name(arena, text));
	struct status_cell cell = { 0 };
	const struct status_phrase *phrase;

	if (read_mark(arena, folded, &cell))
		return cell;
	folded = status_cell_whole(arena, folded);
	phrase = find_phrase(folded);
	if (phrase == NULL)
		return cell;
	cell = read_phrase(arena, phrase, folded);
	if (cell.more && (phrase->word[0] != 'd' || !phrase->time))
		cell = (struct status_cell){ 0 };
	if (!cell.more && !phrase->time && phrase->word[0] != 'd')
		cell = (struct status_cell){ 0 };
	return cell;
}
