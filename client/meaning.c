/* SPDX-License-Identifier: ISC */
#include "client/meaning.h"

#include <stdio.h>
#include <string.h>

#include "client/encoding.h"
#include "client/grammar.h"
#include "protocol/translate.h"

struct meant_word {
	const char *words; /* parted by blanks, in lower case */
	const char *means;
};

/* In the place of a command; N is the number that follows the word. */
static const struct meant_word commands[] = {
	/* what asks to see something */
	{ "late overdue delayed försenade försenad försenat försening"
	  " förseningar sena",
	    "activity list --overdue" },
	{ "soon upcoming due snart kommande", "activity list --due-within 30" },
	{ "unclear vague oklart oklara", "activity list --unclear" },
	{ "mine my mina", "activity list --mine" },
	{ "list ls lista activities aktiviteter åtgärder",
	    "activity list --all" },
	{ "show view open visa", "activity show N" },
	{ "notes anteckningar", "activity notes N" },
	{ "search find sök hitta", "activity list --search TEXT" },
	{ "plans planer", "plan list" },
	{ "departments förvaltning förvaltningar nämnder", "department list" },
	{ "notices letters mail mails brev notiser påminnelse påminnelser"
	  " utskick",
	    "notice list" },
	{ "remind påminn", "notice list" },
	{ "keys nyckel nycklar", "key list" },
	{ "meetings möte möten sammanträde sammanträden handlingar",
	    "meeting list" },
	{ "observations iakttagelse iakttagelser", "observation list" },
	{ "lägesbild lägesbilden bild", "picture" },
	{ "kinds slag", "kind list" },
	{ "problems problemen", "problem list" },
	{ "ratings omdöme omdömen nyckeltal bedömning", "rating list" },
	{ "settings config inställningar", "setting list" },
	{ "history audit logg historik", "log list" },
	{ "overview today läge läget idag", "status" },
	{ "who whoami vem", "ping" },
	{ "follow tail följ bevaka", "watch" },
	{ "preview öva förhandsvisa", "rehearse --from DATE --to DATE" },
	{ "exportera save spara download", "export FILE --plan CODE" },
	{ "helgdagar helger", "holidays YEAR" },
	{ "tidplan", "timeframe TEXT" },
	{ "version", "--version" },
	/* what asks to change something */
	{ "done finish finished klar klart färdig färdigt slutförd"
	  " slutfört genomförd genomfört avslutad",
	    "update N --status done" },
	{ "begin started påbörja påbörjad påbörjat pågår pågående",
	    "update N --status started" },
	{ "progress uppdatera rapportera", "update N --progress P" },
	{ "note comment notera kommentera", "update N --note TEXT" },
	{ "remove delete rm drop radera stryk utgå utgår",
	    "activity drop N --reason TEXT" },
	{ "reopen återuppta", "activity reopen N --reason TEXT" },
	{ "move postpone flytta skjut förläng",
	    "activity move N TIMEFRAME --decision REF" },
	{ "assign tilldela", "activity assign N CODE" },
	{ "confirm bekräfta", "activity confirm N" },
	{ "edit change ändra redigera", "activity edit N" },
	{ "add new create skapa ny lägg", "help activity add" },
	{ "importera", "import FILE --plan CODE" },
	{ "reply svar svara", "answer FILE" },
	{ "ack kvittera", "acknowledge N" },
	{ "vila", "snooze N --until DATE" },
	{ "pause pausa", "notice pause --until DATE --reason TEXT" },
	{ "resend", "notice resend N" },
};

/* In the place of a topic's second word: the first of these that it has. */
static const struct meant_word seconds[] = {
	{ "show view see get read open look visa se läs", "show list" },
	{ "list ls all lista alla", "list show" },
	{ "add new create ny lägg skapa", "add" },
	{ "edit change modify update set ändra redigera uppdatera",
	    "edit set" },
	{ "remove delete rm drop radera ta", "drop remove revoke close" },
	{ "close end stäng avsluta", "close resume" },
	{ "move postpone flytta", "move" },
	{ "confirm accept bekräfta", "confirm" },
	{ "assign tilldela", "assign" },
	{ "import importera", "import" },
	{ "export exportera", "export" },
	{ "pausa stop", "pause" },
	{ "reset återställ", "reset" },
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* The next of words parted by blanks: its length, 0 after the last. */
static size_t next_word(const char **words)
{
	*words += strspn(*words, " ");
	return strcspn(*words, " ");
}

/* Whatever the word's case. */
static const char *meaning_look_up(
    const struct meant_word *rows, size_t count, const char *word)
{
	struct buffer folded = { 0 };
	const char *means = NULL;

	encoding_fold(&folded, word, strlen(word));
	for (size_t i = 0; i < count && means == NULL; i++) {
		const char *at = rows[i].words;
		size_t length;

		for (; (length = next_word(&at)) > 0; at += length)
			if (length == folded.length &&
			    memcmp(at, folded.bytes, length) == 0)
				means = rows[i].means;
	}
	buffer_free(&folded);
	return means;
}

/* What stands for something to be typed is in capitals, "CODE". */
static bool is_to_fill(const char *word)
{
	return word[strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] == '\0';
}

void meaning_write(struct buffer *to, const char *line, const char *number)
{
	size_t length;

	for (; (length = next_word(&line)) > 0; line += length) {
		bool place = length == 1 && line[0] == 'N' && number != NULL;
		char word[WORD_MAX];

		snprintf(word, sizeof(word), "%.*s", (int)length, line);
		buffer_text(to, to->length > 0 ? " " : "");
		buffer_text(to,
		    place                  ? number
			: is_to_fill(word) ? translate_word("shown", word)
					   : word);
	}
}

static bool has_second(
    const struct topic *topic, const char *first, const char *second)
{
	const char *const both[] = { first, second };
	const struct verb *row = NULL;
	struct grammar grammar;

	while ((row = verb_next(&topic, row)) != NULL) {
		grammar_read(&grammar, row->grammar);
		if (grammar_common(&grammar, both, 2) == 2)
			return true;
	}
	return false;
}

/* The topic's own word for what `means` lists, with the number behind it. */
static void write_second(struct buffer *to, const struct topic *topics,
    const char *first, const char *means, const char *number)
{
	size_t length;

	for (; (length = next_word(&means)) > 0; means += length) {
		char second[WORD_MAX] = "";

		memcpy(second, means, length);
		if (!has_second(topics, first, second))
			continue;
		buffer_printf(to, "%s %s", first, second);
		if (number != NULL && strcmp(second, "list") != 0)
			buffer_printf(to, " %s", number);
		return;
	}
}

bool meaning_find(struct buffer *line, const struct topic *topics,
    const char *const *given, size_t count, size_t common)
{
	const char *word = given[common], *means, *number = NULL;
	const char *command = meaning_look_up(commands, COUNT(commands), word);

	if (common + 1 < count &&
	    strspn(given[common + 1], "0123456789") ==
		strlen(given[common + 1]))
		number = given[common + 1];
	if (common == 0) {
		if (command != NULL)
			meaning_write(line, command, number);
		return command != NULL;
	}
	means =
	    common == 1 ? meaning_look_up(seconds, COUNT(seconds), word) : NULL;
	if (means != NULL)
		write_second(line, topics, given[0], means, number);
	if (line->length == 0 && command != NULL &&
	    (strcmp(given[0], "activity") == 0 ||
		strncmp(command, given[0], strlen(given[0])) == 0))
		meaning_write(line, command, number);
	return means != NULL || command != NULL;
}
