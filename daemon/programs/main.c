/* SPDX-License-Identifier: ISC */
/* planvaktd: init makes a state, run serves it, check verifies it, backup and
 * restore keep it. */
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "daemon/calendar/timeframe.h"
#include "daemon/machine/diag.h"
#include "daemon/machine/trace.h"
#include "daemon/machine/state.h"
#include "daemon/programs/backup.h"
#include "daemon/programs/check.h"
#include "daemon/programs/init.h"
#include "daemon/programs/rehearse.h"
#include "daemon/programs/restore.h"
#include "daemon/programs/run.h"
#include "protocol/address.h"
#include "protocol/error_words.h"
#include "protocol/json_memory.h"
#include "protocol/nearest.h"
#include "protocol/sign.h"
#include "protocol/standard.h"
#include "protocol/translate.h"

/* The words of one subcommand: its option names, and what they were given. */
struct program_words {
	const char *const *names;
	const char *values[8];
	const char *flag; /* the one option without a value, or NULL */
	bool flagged;
	const char *repeated; /* the one that may be given again, or NULL */
	char list[ADDRESSES_MAX + 2]; /* its values, with commas between */
	bool takes_file;
	const char *file; /* the one word that is no option's */
};

static const char usage[] = N_(
    "usage: planvaktd init --state DIR --coordinator NAME --key FILE.pub|-\n"
    "                      [--mail ADDRESS]... [--rehearsal YYYY-MM-DDTHH:MM]\n"
    "       planvaktd run --state DIR [--socket PATH] [--config FILE]\n"
    "                     [--at YYYY-MM-DDTHH:MM[:SS]] [-v]\n"
    "       planvaktd check --state DIR [--daemon SHA256:FINGERPRINT]\n"
    "       planvaktd backup --state DIR FILE [--to RECIPIENT.pub]\n"
    "       planvaktd restore FILE|- --state DIR\n"
    "       planvaktd rehearse --state DIR --from DATE --to DATE\n"
    "                          [--text] [--format table|json|csv]\n"
    "       planvaktd --help | --version\n"
    "\n"
    "  init      makes the folder of a plan, and the daemon's key\n"
    "  run       serves it until it is ended; -v tells each step\n"
    "  check     verifies each signature, compares the plan with its log\n"
    "  backup    copies all of it into one file, also while it is served\n"
    "  restore   puts such a file back\n"
    "  rehearse  shows what would be sent to whom\n"
    "`man planvaktd` has the rest\n");

static int find_name(
    const struct program_words *words, const char *name, size_t length)
{
	for (int i = 0; words->names[i] != NULL; i++)
		if (strlen(words->names[i]) == length &&
		    strncmp(words->names[i], name, length) == 0)
			return i;
	return -1;
}

/* What the list has no room for is too long as a list, too. */
static int take_value(
    struct program_words *words, int at, const char *value, struct err *err)
{
	size_t length = strlen(words->list);
	bool repeated = words->repeated != NULL &&
	    strcmp(words->names[at], words->repeated) == 0;

	if (words->values[at] != NULL && !repeated)
		return err_set(
		    err, ERR_USAGE, "%s is given twice", words->names[at]);
	if (repeated)
		snprintf(words->list + length, sizeof(words->list) - length,
		    "%s%s", length > 0 ? ", " : "", value);
	words->values[at] = repeated ? words->list : value;
	return 0;
}

static int unknown_word(const struct program_words *words, const char *typed,
    size_t length, struct err *err)
{
	char word[61];
	struct nearest nearest = { .typed = word };

	snprintf(word, sizeof(word), "%.*s", (int)length, typed);
	if (typed[0] != '-')
		return err_set(err, ERR_USAGE,
		    "unknown word \"%s\": planvaktd --help shows the usage",
		    word);
	for (int i = 0; words->names[i] != NULL; i++)
		nearest_offer(&nearest, words->names[i]);
	if (nearest.word[0] != '\0')
		return err_set(err, ERR_USAGE,
		    "unknown option '%s': did you mean '%s'?", word,
		    nearest.word);
	return err_set(err, ERR_USAGE,
	    "unknown option '%s': planvaktd --help shows the usage", word);
}

/* Reads "--name value" and "--name=value"; but for one, each may be given
 * once. */
static int main_read_words(
    struct program_words *words, char **argv, struct err *err)
{
	for (; *argv != NULL; argv++) {
		size_t length = strcspn(*argv, "=");
		int at = find_name(words, *argv, length);
		const char *value;

		if (words->flag != NULL && strcmp(*argv, words->flag) == 0) {
			words->flagged = true;
			continue;
		}
		if (at < 0 && words->takes_file && words->file == NULL &&
		    ((*argv)[0] != '-' || (*argv)[1] == '\0')) {
			words->file = *argv;
			continue;
		}
		if (at < 0)
			return unknown_word(words, *argv, length, err);
		value = (*argv)[length] == '=' ? *argv + length + 1 : argv[1];
		if (value == NULL || value[0] == '\0')
			return err_set(err, ERR_USAGE, "%s needs a value",
			    words->names[at]);
		if (value == argv[1])
			argv++;
		if (take_value(words, at, value, err) != 0)
			return -1;
	}
	return 0;
}

/* Checks that the first `count` options were given. */
static int need(const struct program_words *words, int count, struct err *err)
{
	for (int i = 0; i < count; i++)
		if (words->values[i] == NULL)
			return err_set(err, ERR_USAGE,
			    "%s is missing: planvaktd --help shows the usage",
			    words->names[i]);
	if (words->values[0] != NULL && strlen(words->values[0]) >= PATH_MAX)
		return err_set(err, ERR_USAGE, "--state is too long a path");
	return 0;
}

static int init_words(char **argv, struct err *err)
{
	static const char *const names[] = { "--state", "--coordinator",
		"--key", "--mail", "--rehearsal", NULL };
	struct program_words words = { .names = names, .repeated = "--mail" };
	struct init init = { 0 };

	if (main_read_words(&words, argv, err) != 0 ||
	    need(&words, 3, err) != 0)
		return -1;
	init = (struct init){ words.values[0], words.values[1], words.values[2],
		words.values[3], words.values[4] };
	return state_init(&init, err);
}

/* What a person asked for is answered in his language; what serves speaks
 * English, whatever started it: to the journal or a file, which are searched,
 * and in the sentences of an export, which it signs. Only to a terminal its
 * messages are in that person's language. */
static int run_words(char **argv, struct err *err)
{
	static const char *const names[] = { "--state", "--socket", "--config",
		"--at", NULL };
	struct program_words words = { .names = names, .flag = "-v" };
	struct run run;

	if (main_read_words(&words, argv, err) != 0 ||
	    need(&words, words.values[2] != NULL ? 0 : 1, err) != 0)
		return -1;
	if (isatty(STDERR_FILENO))
		translate_only_aloud();
	else
		translate_not();
	run = (struct run){ words.values[0], words.values[1], words.values[2],
		words.values[3] };
	if (words.flagged)
		trace_on();
	return state_run(&run, err);
}

static int main_check_words(char **argv, struct err *err)
{
	static const char *const names[] = { "--state", "--daemon", NULL };
	struct program_words words = { .names = names };

	if (main_read_words(&words, argv, err) != 0 ||
	    need(&words, 1, err) != 0)
		return -1;
	return state_check(words.values[0], words.values[1], err);
}

static int need_file(const struct program_words *words, struct err *err)
{
	if (need(words, 1, err) != 0)
		return -1;
	if (words->file != NULL && words->file[0] != '\0')
		return 0;
	return err_set(err, ERR_USAGE,
	    "FILE is missing: planvaktd --help shows the usage");
}

static int backup_words(char **argv, struct err *err)
{
	static const char *const names[] = { "--state", "--to", NULL };
	struct program_words words = { .names = names, .takes_file = true };

	if (main_read_words(&words, argv, err) != 0 ||
	    need_file(&words, err) != 0)
		return -1;
	return state_backup(words.values[0], words.file, words.values[1], err);
}

static int restore_words(char **argv, struct err *err)
{
	static const char *const names[] = { "--state", NULL };
	struct program_words words = { .names = names, .takes_file = true };

	if (main_read_words(&words, argv, err) != 0 ||
	    need_file(&words, err) != 0)
		return -1;
	return state_restore(words.file, words.values[0], err);
}

static int day_word(
    const char *name, const char *text, struct day *day, struct err *err)
{
	struct timeframe words = timeframe_read(text, 0);

	if (day_read(text, day))
		return 0;
	*day = words.start;
	if (words.kind == TIMEFRAME_FIXED && !words.vague &&
	    day_compare(words.start, words.end) == 0)
		return 0;
	return err_set(err, ERR_INVALID,
	    "%s is not a date: write it as YYYY-MM-DD, for example 2026-06-30",
	    name);
}

static const char *const rehearse_formats[] = {
	[REHEARSE_TABLE] = "table",
	[REHEARSE_JSON] = "json",
	[REHEARSE_CSV] = "csv",
	NULL,
};

static int rehearse_words(char **argv, struct err *err)
{
	static const char *const names[] = { "--state", "--from", "--to",
		"--format", NULL };
	struct program_words words = { .names = names, .flag = "--text" };
	struct rehearse rehearse = { 0 };
	const char *format;

	if (main_read_words(&words, argv, err) != 0 ||
	    need(&words, 3, err) != 0 ||
	    day_word("--from", words.values[1], &rehearse.from, err) != 0 ||
	    day_word("--to", words.values[2], &rehearse.to, err) != 0)
		return -1;
	format = words.values[3] != NULL ? words.values[3] : "table";
	while (strcmp(format, rehearse_formats[rehearse.format]) != 0)
		if (rehearse_formats[++rehearse.format] == NULL)
			return err_set(err, ERR_USAGE,
			    "--format is none of: table json csv");
	rehearse.text = words.flagged;
	if (rehearse.text && rehearse.format == REHEARSE_CSV)
		return err_set(err, ERR_USAGE,
		    "--text is written as a table or as json, not as csv");
	rehearse.directory = words.values[0];
	return state_rehearse(&rehearse, err);
}

static const struct {
	const char *word;
	int (*run)(char **argv, struct err *err);
} subcommands[] = {
	{ "init", init_words },
	{ "run", run_words },
	{ "check", main_check_words },
	{ "backup", backup_words },
	{ "restore", restore_words },
	{ "rehearse", rehearse_words },
};

static int run_subcommand(char **argv, struct err *err)
{
	const char *word = argv[1];

	if (word == NULL)
		return err_set(err, ERR_USAGE,
		    "no subcommand: init, run, check, backup, restore and"
		    " rehearse are those there are");
	for (size_t i = 0; i < sizeof(subcommands) / sizeof(subcommands[0]);
	     i++)
		if (strcmp(subcommands[i].word, word) == 0)
			return subcommands[i].run(argv + 2, err);
	return err_set(err, ERR_USAGE,
	    "unknown subcommand \"%.60s\": init, run, check, backup, restore"
	    " and rehearse are those there are",
	    word);
}

static int main_obey(int argc, char **argv, struct err *err)
{
	/* Also behind a subcommand alone, and before it. */
	for (int i = 1; i < argc && argc <= 3; i++)
		if (standard_help(argv[i], "planvaktd", translate(usage)))
			return 0;
	sign_init();
	return run_subcommand(argv, err);
}

static void main_refuse(const struct err *err)
{
	diag(DIAG_ERROR "%s", err_aloud(err));
}

int main(int argc, char **argv)
{
	struct err err = { 0 };

	standard_open();
	json_memory_begin();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a limit of file sizes is an error */
	if (main_obey(argc, argv, &err) == 0 && standard_close(&err) == 0)
		return EXIT_SUCCESS;
	main_refuse(&err);
	return err_exit_status(err.code);
}
