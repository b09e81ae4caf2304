/* SPDX-License-Identifier: ISC */
#include "client/explained.h"

#include <string.h>

struct explained {
	const char *name, *says;
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* --- options --- */

/* As a grammar writes them, so that one name may have two meanings. */
static const struct explained options[] = {
	{ "activity N", "of one activity only" },
	{ "activity TEXT", "what is to be done" },
	{ "adopted DATE", "when the plan was adopted" },
	{ "again", "also what was recorded before, or answered since" },
	{ "alias NAME", "another name for the department; may be repeated" },
	{ "all", "of all departments, where your key is one's" },
	{ "area A", "vbe, hrv or other" },
	{ "area AREA", "vbe or hrv" },
	{ "as KIND", "what kind of file it is to be, whatever its name" },
	{ "as-of DATE", "as it was at the end of this day" },
	{ "as-shown", "import as the dry run has shown it" },
	{ "at N", "a number, as ladder show has them; may be repeated" },
	{ "by GROUP", "in which order: department or goal" },
	{ "by WHAT", "area, kind, district or month; may be repeated" },
	{ "by NAME", "by the holder of one key only" },
	{ "case-number TEXT", "the number under which the matter is kept" },
	{ "check", "one line and an exit status, for a monitor" },
	{ "band BAND", "how it went, in one of the plan's words for that" },
	{ "band TEXT", "a word for how it went; may be repeated" },
	{ "board NAME", "the board (nämnd)" },
	{ "body TEXT", "of one body only" },
	{ "column FIELD=HEADING", "read this column as that field" },
	{ "comment TEXT", "a sentence that explains it" },
	{ "committee-of NAME", "the board that it prepares for; '' for none" },
	{ "cooperating CODE", "a department that takes part; may be repeated" },
	{ "count N", "how many there were" },
	{ "date DAY", "the day, or the week as 'v. 10 2026'" },
	{ "decision REF", "the decision, as 'KS 2026-11-03 § 12'" },
	{ "department CODE", "of or for this department" },
	{ "dispatch N", "of one message, by its number" },
	{ "done-on DATE", "when it was done, if not today" },
	{ "district TEXT", "which part of the municipality" },
	{ "dry-run", "show what would change, and change nothing" },
	{ "due-within DAYS", "what is due in so many days" },
	{ "environment E", "right-wing, left-wing, islamist, honour ..." },
	{ "escalation ADDRESS", "who is told where nobody answers" },
	{ "exec COMMAND", "what the shell is to run after each change" },
	{ "expected DATE", "when it will be done" },
	{ "external", "not a part of the municipality" },
	{ "field PATH", "which field the words are in, for example note" },
	{ "figure NAME=VALUE", "a number with its unit; may be repeated" },
	{ "file F", "a file with a text a line" },
	{ "fill-down", "an empty cell means what stands above it" },
	{ "final", "it is handed over: the next report begins after it" },
	{ "follow-up INTERVAL", "how often it is followed up, as 12m or 1y" },
	{ "from DATE", "the first day" },
	{ "goal TEXT", "the goal that it serves" },
	{ "kind K", "what it was: kind list shows the kinds" },
	{ "language LANGUAGE", "of its letters: sv or en" },
	{ "lead CODE", "the department that leads" },
	{ "mail ADDRESS", "where its letters go" },
	{ "metrics", "the figures as Prometheus reads them" },
	{ "mine", "what your department leads or takes part in" },
	{ "moves", "what moved a due date" },
	{ "name TEXT", "its new name" },
	{ "note TEXT", "what is to be said about it" },
	{ "off", "send no such notices" },
	{ "on DATE", "the day" },
	{ "overdue", "what is late" },
	{ "papers DATE", "the day by which papers must be ready" },
	{ "papers DAYS", "how many workdays before a meeting" },
	{ "people", "by people only, not by the daemon" },
	{ "period TEXT", "a year or some months, as 'delår 2 2026'" },
	{ "place TEXT", "where, a public place and no home" },
	{ "plan CODE", "the plan" },
	{ "problem NAME", "the problem in the picture that it answers" },
	{ "progress P", "how much is done, 0 to 100" },
	{ "purpose TEXT", "what it is good for" },
	{ "reason TEXT", "why; it is kept in the record" },
	{ "remove-alias NAME", "a name that it has no longer" },
	{ "remove-escalation", "tell nobody where no one answers" },
	{ "reported-by CODE", "the department that said so, if not the lead" },
	{ "review INTERVAL", "how often what has no due date is looked at" },
	{ "role ROLE", "coordinator, department or auditor" },
	{ "search TEXT", "with these words in it" },
	{ "sheet NAME", "which sheet of the workbook" },
	{ "since DAY", "done after this day, if not after the last report" },
	{ "source TEXT", "which function saw it; never a person" },
	{ "since DATE", "planned for this day or later" },
	{ "since N", "after this entry" },
	{ "skip-invalid",
	    "pass over lines with no activity or a bad timeframe" },
	{ "state STATE", "planned, accepted, failed, withdrawn, skipped ..." },
	{ "status S", "planned, started, done, or also dropped" },
	{ "status STATUS", "planned, started or done" },
	{ "statutory", "the law asks for it" },
	{ "steering ADDRESS", "who is told of what stays late" },
	{ "strategy STRATEGY", "förebygga, förhindra, skydda or hantera" },
	{ "table N", "which table of the document" },
	{ "text TEXT", "what was seen; never who" },
	{ "text WORDS", "what it is about, never who" },
	{ "text", "the letters themselves" },
	{ "timeframe TEXT", "when, as in the plan: 'Ht 2026'" },
	{ "time TEXT", "when it meets, as 08:15; '' for none" },
	{ "title TEXT", "its title" },
	{ "to DATE", "the last day" },
	{ "told ROLE", "whom: lead, escalation, coordinator, steering ..." },
	{ "unclear", "what could not be read, each with what resolves it" },
	{ "until DATE", "the day from which reminders come again" },
	{ "valid-until DATE", "the last day on which the plan holds" },
	{ "wait SECONDS", "how long to wait for it, 60 if not said" },
	{ "verbose", "all there is to say" },
	{ "year N", "of times and days that name none" },
	{ "yearly", "each year" },
	{ "yes", "do not ask first" },
};

const char *explained_option(const struct word *option)
{
	size_t name = strlen(option->name);

	for (size_t i = 0; i < COUNT(options); i++) {
		const char *rest = options[i].name + name;

		if (strncmp(options[i].name, option->name, name) != 0)
			continue;
		if (option->kind == WORD_OPTION
			? rest[0] == ' ' && strcmp(rest + 1, option->shown) == 0
			: rest[0] == '\0')
			return options[i].says;
	}
	return "";
}

/* --- examples --- */

/* By a command's own words; where they alone are one, it is not here. */
static const struct explained examples[] = {
	{ "timeframe", " 'Ht 2026 – Vt 2027'" },
	{ "trust", " SHA256:2s2nkF0mWjZ3wYsFvGvBN0a2UQ0m7pXhW1zq8Yb1cZk" },
	{ "help", " activity move" },
	{ "plan add",
	    " vbe-2026 --title 'Plan mot extremism' --adopted 2026-01-19" },
	{ "plan show", " vbe-2026" },
	{ "plan edit", " vbe-2026 --follow-up 12m" },
	{ "plan follow-up", " vbe-2026 --on 2026-12-01 --decision 'KS § 210'" },
	{ "report", " uppföljning.html --plan vbe-2026 --as-of 2026-08-31" },
	{ "page", " /srv/intranet/plan" },
	{ "plan carry", " vbe-2022 vbe-2026" },
	{ "plan close", " vbe-2022 --reason 'Ersatt av vbe-2026'" },
	{ "import", " plan.xlsx --plan vbe-2026 --dry-run" },
	{ "export", " plan.xlsx --plan vbe-2026" },
	{ "archive", " arkiv-2026" },
	{ "calendar", " plan.ics --plan vbe-2026" },
	{ "activity add",
	    " --plan vbe-2026 --activity 'Utbilda' --purpose 'Kunskap'"
	    " --timeframe 'Ht 2026' --lead ks" },
	{ "activity list", " --overdue" },
	{ "activity show", " 7" },
	{ "activity notes", " 7" },
	{ "activity edit", " 7 --activity 'Utbilda nyanställda'" },
	{ "activity move", " 7 'Vt 2027' --decision 'KSAU § 12'" },
	{ "activity assign", " 7 sf --cooperating ks" },
	{ "activity confirm", " 7" },
	{ "activity drop", " 7 --reason 'Görs av regionen'" },
	{ "activity reopen", " 7 --reason 'Var inte klar'" },
	{ "update", " 7 --status done --done-on 2026-10-12" },
	{ "acknowledge", " 7 --note 'Vi återkommer i maj'" },
	{ "snooze", " 7 --until 2027-01-31" },
	{ "rating set",
	    " 7 --period 'tertial 2 2026' --band 'uppnått nära målvärde'"
	    " --figure 'kostnad=412000 kr'" },
	{ "rating list", " --plan vbe-2026 --period 2026" },
	{ "answer", " svar.eml" },
	{ "department add",
	    " sf Socialförvaltningen --mail sf@kommunen.example" },
	{ "department edit", " sf --alias Soc" },
	{ "department import", " forvaltningar.csv" },
	{ "department replace", " sf vof" },
	{ "observation add",
	    " --date 2026-03-02 --area vbe --kind klotter --district Centrum"
	    " --text 'En symbol på en busskur'" },
	{ "observation list", " --from 2026-03-01" },
	{ "observation import", " vecka-10.xlsx --dry-run" },
	{ "kind add", " 'Tillbud vid valstuga' --area vbe" },
	{ "kind retire", " 'Tillbud vid valstuga'" },
	{ "picture", " --from 2026-03-01 --to 2026-05-31 --by kind" },
	{ "picture adopt", " --on 2026-06-01 --decision 'KS § 87'" },
	{ "problem add", " 'Klotter i centrum' --area vbe" },
	{ "problem close", " 'Klotter i centrum' --reason 'Sanerat'" },
	{ "notice list", " --state failed" },
	{ "notice show", " 17" },
	{ "notice resend", " 17" },
	{ "notice pause", " --until 2026-08-15 --reason Semester" },
	{ "rehearse", " --from 2026-12-01 --to 2026-12-31" },
	{ "notice test", " anna@kommunen.example" },
	{ "register", " utskick.xlsx --from 2026-01-01 --to 2026-06-30" },
	{ "ladder set", " upcoming --at 30 --at 7" },
	{ "ladder reset", " upcoming" },
	{ "holidays add", " 2027-05-07 Klämdag" },
	{ "holidays remove", " 2027-05-07" },
	{ "holidays", " 2027" },
	{ "quiet add", " 07-01 07-31 --yearly" },
	{ "quiet remove", " 07-01" },
	{ "meeting add", " KS 2026-11-03 13:00" },
	{ "meeting list", " --from 2026-11-01" },
	{ "meeting import", " sammantraden.csv --year 2026" },
	{ "meeting body", " KSAU --committee-of KS --papers 8" },
	{ "meeting drop", " KS 2026-11-03 --reason Inställt" },
	{ "setting set", " coordinator_mail 'anna@kommunen.example'" },
	{ "log list", " --moves --from 2026-01-01" },
	{ "log export", " granskning-2026" },
	{ "log redact", " 31 --field note --reason 'Ett namn' --dry-run" },
	{ "key add", " sf sf.pub --role department --department sf" },
	{ "key replace", " anna ny.pub" },
	{ "key revoke", " sf --reason 'Datorn är borta'" },
};

const char *explained_example(const struct grammar *grammar)
{
	for (size_t i = 0; i < COUNT(examples); i++) {
		const char *at = examples[i].name;
		size_t j = 0;

		for (; j < grammar->literals; j++) {
			size_t length = strlen(grammar->words[j].name);

			if (strncmp(at, grammar->words[j].name, length) != 0)
				break;
			at += length + (at[length] == ' ');
		}
		if (j == grammar->literals && *at == '\0')
			return examples[i].says;
	}
	return "";
}

/* --- every day --- */

static const struct explained everyday[] = {
	{ "status", "how things stand today" },
	{ "activity list --overdue", "what is late" },
	{ "activity list --unclear", "what could not be read" },
	{ "activity show 7", "all about activity 7" },
	{ "update 7 --status done", "it is done" },
	{ "update 7 --note 'Ute hos alla'", "a note about it" },
	{ "activity move 7 'Vt 2027' --decision 'KS § 12'", "put it off" },
	{ "answer svar.eml", "a reply to a letter" },
	{ "notice list", "what was sent" },
	{ "rehearse --from 2026-12-01 --to 2026-12-07", "what will be sent" },
};

const char *explained_everyday(size_t at, const char **what)
{
	if (at >= COUNT(everyday))
		return NULL;
	*what = everyday[at].says;
	return everyday[at].name;
}
