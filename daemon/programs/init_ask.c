/* SPDX-License-Identifier: ISC */
#include "daemon/programs/init_ask.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "daemon/machine/config_value.h"
#include "protocol/error_words.h"
#include "protocol/mail_server.h"
#include "protocol/translate.h"
#include "protocol/width.h"

/* Without blanks around it; false at the end of the input. */
static bool answer_take(char *answer, size_t size)
{
	size_t first;

	fflush(stdout);
	if (fgets(answer, (int)size, stdin) == NULL)
		return false;
	answer[strcspn(answer, "\r\n")] = '\0';
	first = strspn(answer, " \t");
	memmove(answer, answer + first, strlen(answer + first) + 1);
	while (strlen(answer) > 0 && strchr(" \t", answer[strlen(answer) - 1]))
		answer[strlen(answer) - 1] = '\0';
	return true;
}

static void answer_refuse(const struct err *err)
{
	struct buffer words = { 0 };

	err_words(&words, err);
	width_say(stdout, "%s\n", words.bytes);
	buffer_free(&words);
}

/* "sendmail" is where every machine that has one has it. */
static int way_check(char *way, size_t size, struct err *err)
{
	if (way[0] == '\0')
		return 0;
	if (strcmp(way, "sendmail") == 0)
		snprintf(way, size, "/usr/sbin/sendmail");
	if (way[0] == '/')
		return value_program_runs(way, err);
	if (mail_server_wrong(way) == NULL)
		return 0;
	return err_set(err, ERR_INVALID, "%s %-s", way, mail_server_wrong(way));
}

static void ask_way(struct init_answers *answers)
{
	struct err err;

	for (;;) {
		width_say(stdout,
		    _("How do letters leave this machine? smtp://HOST:PORT"
		      " of a mail server,\nsendmail, or only Return to keep"
		      " them here for now: "));
		if (!answer_take(answers->way, sizeof(answers->way))) {
			answers->way[0] = '\0';
			printf("\n");
			return;
		}
		if (way_check(answers->way, sizeof(answers->way), &err) == 0)
			return;
		answer_refuse(&err);
	}
}

/* y and j, n, in both languages. */
static void ask_quiet(struct init_answers *answers)
{
	char answer[80];

	for (;;) {
		width_say(stdout,
		    _("Are reminders to pause in July and from 23 December to 6"
		      " January?\ny or n: "));
		if (!answer_take(answer, sizeof(answer))) {
			printf("\n");
			return;
		}
		answers->quiet =
		    answer[0] != '\0' && strchr("yYjJ", answer[0]) != NULL;
		if (answers->quiet || answer[0] == 'n' || answer[0] == 'N')
			return;
	}
}

void init_ask(struct init_answers *answers)
{
	*answers = (struct init_answers){ 0 };
	ask_way(answers);
	ask_quiet(answers);
}

static void config_print(
    FILE *file, const struct init_answers *answers, const char *directory)
{
	fprintf(file, "[daemon]\nstate = %s\n\n[mail]\n", directory);
	if (answers->way[0] == '/')
		fprintf(
		    file, "transport = sendmail\nprogram = %s\n", answers->way);
	else
		fprintf(file,
		    "transport = smtp\nserver = %s\n"
		    "# Where the server wants a login:\n#login = NAME\n"
		    "#password_file = /etc/planvakt/smtp-password\n",
		    answers->way);
}

int init_config_write(const struct init_answers *answers, const char *directory,
    const char *path, struct err *err)
{
	int fd = open(
	    path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0640);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");

	if (file != NULL)
		config_print(file, answers, directory);
	else if (fd >= 0)
		close(fd);
	if (file != NULL && fclose(file) == 0)
		return 0;
	return err_set(err, ERR_INTERNAL, "cannot write %s: %s", path,
	    strerrordesc_np(errno));
}
