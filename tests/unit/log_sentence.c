/* SPDX-License-Identifier: ISC */
/* The log's entries as sentences. */
#include "protocol/log_sentence.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

/* JSON in which ` stands for ". */
static json_t *quoted(const char *text)
{
	struct buffer json = { 0 };
	json_t *value;

	buffer_text(&json, text);
	for (char *at = json.bytes; *at != '\0'; at++)
		if (*at == '`')
			*at = '"';
	value = json_loads(json.bytes, 0, NULL);
	assert_non_null(value);
	buffer_free(&json);
	return value;
}

static void says(const char *row, const char *wanted)
{
	json_t *json = quoted(row);
	struct buffer got = { 0 };

	log_sentence(&got, json);
	assert_string_equal(got.bytes, wanted);
	buffer_free(&got);
	json_decref(json);
}

static void a_move_says_from_when_to_when(void **state)
{
	(void)state;
	says("{`command`:`activity.move`,`activities`:[11],`words`:`Ta fram en"
	     " rutin`,`due`:{`from`:`2022-03-31`,`to`:`2022-04-30`},`params`:"
	     "{`timeframe`:`2022-04-30`,`decision`:`SNAU § 4`}}",
	    "moved 11 'Ta fram en rutin' from 31 March to 30 April 2022,"
	    " decision SNAU § 4");
	says("{`command`:`activity.move`,`activities`:[1],`words`:`A`,`due`:"
	     "{`from`:`2022-12-31`,`to`:`2023-06-30`},`params`:{`timeframe`:"
	     "`Vt 2023`,`decision`:`§ 5`,`year`:`2023`}}",
	    "moved 1 'A' from 31 December 2022 to 30 June 2023 ('Vt 2023'),"
	    " decision § 5 (year 2023)");
	says("{`command`:`activity.move`,`activities`:[1],`words`:`A`,`due`:"
	     "{`from`:null,`to`:`2023-06-01`},`params`:{`timeframe`:"
	     "`2023-06-01`,`decision`:`§ 5`}}",
	    "gave 1 'A' the due date 1 June 2023, decision § 5");
	says("{`command`:`activity.move`,`activities`:[5],`words`:`A`,`due`:"
	     "{`from`:`2027-06-30`,`to`:`2027-06-30`},`params`:{`timeframe`:"
	     "`Vt 2027`,`decision`:`§ 5`}}",
	    "moved 5 'A' with the due date unchanged, 30 June 2027"
	    " ('Vt 2027'), decision § 5");
	says("{`command`:`activity.move`,`activities`:[1],`words`:`A`,`due`:"
	     "{`from`:`2022-12-31`,`to`:null},`params`:{`timeframe`:`snarast`,"
	     "`decision`:`§ 5`}}",
	    "moved 1 'A' from 31 December 2022 to 'snarast', decision § 5");
}

/* What stands behind a sentence is said as within it. */
static void values_are_said_in_words(void **state)
{
	(void)state;
	says("{`command`:`state.begin`,`activities`:[],`params`:{`coordinator`:"
	     "`anna`,`rehearsal`:`2026-05-04T09:00`}}",
	    "began this state, with anna as coordinator (rehearsal 4 May 2026"
	    " at 09:00)");
	says("{`command`:`activity.edit`,`activities`:[3],`words`:`A`,"
	     "`params`:{`problem`:``,`goal`:`Trygghet`}}",
	    "edited 3 'A' (without problem; goal 'Trygghet')");
	says("{`command`:`rating.set`,`activities`:[3],`words`:`A`,`params`:"
	     "{`period`:`2026-T1`,`band`:`reached`}}",
	    "rated 3 'A' 'reached' for tertial 1 2026");
	says("{`command`:`picture.depart`,`activities`:[],`params`:{`kind`:"
	     "`leaflet`,`area`:`vbe`,`month`:`2026-05`,`departure`:`high`}}",
	    "found that leaflet (vbe) departs in May 2026: high");
	/* the Swedish of a time of day is "08.00" */
	says("{`command`:`setting.set`,`activities`:[],`params`:{`name`:`hour`,"
	     "`value`:`8`}}",
	    "set hour to '08:00'");
	says("{`command`:`state.begin`,`activities`:[],`params`:{`coordinator`:"
	     "`anna`,`hour`:`17`}}",
	    "began this state, with anna as coordinator (hour 17:00)");
	says("{`command`:`meeting.add`,`activities`:[],`params`:{`body`:`KS`,"
	     "`date`:`2026-06-01`,`time`:`9.30`}}",
	    "added the meeting of KS on 1 June 2026 at 09:30");
	says("{`command`:`meeting.add`,`activities`:[],`params`:{`body`:`KS`,"
	     "`date`:`2026-06-01`,`time`:`kl. 13-15`}}",
	    "added the meeting of KS on 1 June 2026 at 13:00");
	says("{`command`:`meeting.add`,`activities`:[],`params`:{`body`:`KS`,"
	     "`date`:`2026-06-01`,`time`:`lunch`}}",
	    "added the meeting of KS on 1 June 2026 at lunch");
	says("{`command`:`setting.set`,`activities`:[],`params`:{`name`:"
	     "`answer_holds`,`value`:`8`}}",
	    "set answer_holds to '8'");
	says("{`command`:`notice.test`,`activities`:[],`params`:{`address`:"
	     "`2026-05-04T09:0`}}",
	    "sent a test message to 2026-05-04T09:0");
}

static void what_is_given_is_told(void **state)
{
	(void)state;
	says("{`command`:`activity.update`,`activities`:[3],`words`:`A`,"
	     "`params`:{`note`:`Klart; status: dropped`,`status`:`done`}}",
	    "reported on 3 'A', done: Klart; status: dropped");
	says("{`command`:`activity.update`,`activities`:[3],`words`:`A`,"
	     "`params`:{`progress`:`40`,`expected`:`2022-09-01`}}",
	    "reported on 3 'A', 40 %, expected 1 September 2022");
	says("{`command`:`activity.update`,`activities`:[3],`words`:`A`,"
	     "`params`:{`status`:`done`,`note`:`Klart`,`reported_by`:`ks`,"
	     "`reply`:`b4ec06e6`,`written`:`2026-08-03T09:00`}}",
	    "reported on 3 'A', done, for ks, in a mail of 3 August 2026 at"
	    " 09:00: Klart");
	says("{`command`:`activity.update`,`activities`:[3],`words`:`A`,"
	     "`params`:{`status`:`done`,`reply`:`b4ec06e6`}}",
	    "reported on 3 'A', done");
	says("{`command`:`activity.add`,`activities`:[3],`words`:`Nu`,`params`:"
	     "{`plan`:`vbe`,`activity`:`Då`,`purpose`:`P`,`timeframe`:`Vt"
	     " 2022`,`lead`:`ks`}}",
	    "added 3 'Då' to plan vbe, timeframe 'Vt 2022', led by ks"
	    " (purpose 'P')");
	says("{`command`:`activity.add`,`activities`:[3],`words`:`Nu`,`params`:"
	     "{`plan`:`vbe`,`activity`:`Då`,`purpose`:``,`timeframe`:`Vt"
	     " 2022`,`lead`:`ks`}}",
	    "added 3 'Då' to plan vbe, timeframe 'Vt 2022', led by ks");
	says("{`command`:`activity.assign`,`activities`:[3],`words`:`A`,"
	     "`params`:{`lead`:`ks`,`cooperating`:`bun, sn`}}",
	    "assigned 3 'A' to ks with bun, sn");
	says("{`command`:`department.edit`,`activities`:[],`params`:{`code`:"
	     "`ks`,`name`:`Staben`,`mail`:`ks@kommun.example`}}",
	    "changed department ks (name 'Staben'; mail ks@kommun.example)");
	says("{`command`:`setting.set`,`activities`:[],`params`:{`name`:"
	     "`signature`,`value`:``}}",
	    "set signature to ''");
	says("{`command`:`ladder.set`,`activities`:[],`params`:{`stage`:"
	     "`overdue`,`off`:`yes`}}",
	    "changed the ladder's stage 'overdue' (off)");
	says("{`command`:`ladder.set`,`activities`:[],`params`:{`stage`:"
	     "`overdue`,`at`:`4, 1`,`told`:`lead, coordinator`}}",
	    "changed the ladder's stage 'overdue', numbers 4, 1, tells lead,"
	    " coordinator");
	says("{`command`:`ladder.reset`,`activities`:[],`params`:{}}",
	    "put the ladder back as it was");
	says("{`command`:`ladder.reset`,`activities`:[],`params`:{`stage`:"
	     "`overdue`}}",
	    "put the ladder back as it was, stage 'overdue'");
}

/* What is set needs no "yes", and what is counted is one or several. */
static void nothing_is_said_as_a_form_has_it(void **state)
{
	(void)state;
	says("{`command`:`department.edit`,`activities`:[],`params`:{`code`:"
	     "`sf`,`external`:`yes`,`remove_escalation`:`yes`,`board`:``,"
	     "`aliases`:`Soc, Social`}}",
	    "changed department sf (an external party; without escalation;"
	    " without board; aliases Soc, Social)");
	says("{`command`:`plan.import`,`activities`:[],`params`:{`plan`:`vbe`,"
	     "`rows`:`6`,`dry_run`:`no`,`skip_invalid`:`yes`}}",
	    "imported 6 rows into plan vbe (rows that were wrong were left"
	    " out)");
	says("{`command`:`reminder.ran`,`activities`:[],`params`:{`day`:"
	     "`2026-11-27`,`messages`:`1`}}",
	    "held the run of 27 November 2026, 1 message");
	says("{`command`:`reminder.ran`,`activities`:[],`params`:{`day`:"
	     "`2026-11-27`,`messages`:`0`}}",
	    "held the run of 27 November 2026, 0 messages");
	says("{`command`:`activity.update`,`activities`:[3],`words`:`A`,"
	     "`params`:{`status`:`done`,`done_on`:`2026-07-10`,`again`:"
	     "`yes`}}",
	    "reported on 3 'A', done on 10 July 2026 (recorded anew)");
	says("{`command`:`key.add`,`activities`:[],`params`:{`name`:`sf`,"
	     "`key`:`ssh-ed25519 A`,`role`:`department`,`department`:`sf`}}",
	    "let the key sf in for department sf");
	says("{`command`:`key.add`,`activities`:[],`params`:{`name`:`anna`,"
	     "`key`:`ssh-ed25519 A`,`role`:`coordinator`}}",
	    "let the key anna in as coordinator");
	says("{`command`:`notice.resend`,`activities`:[],`params`:{`dispatch`:"
	     "`3`}}",
	    "sent message 3 again");
	says("{`command`:`state.restored`,`activities`:[],`params`:{`from`:"
	     "`ovn.backup`}}",
	    "was put back from the backup ovn.backup");
	says("{`command`:`meeting.body`,`activities`:[],`params`:{`body`:`KS`,"
	     "`committee_of`:``,`papers`:`1`,`time`:``}}",
	    "set how KS meets, papers 1 workday before (no committee; without"
	    " a time of its own)");
	says("{`command`:`meeting.add`,`activities`:[],`params`:{`body`:`KS`,"
	     "`date`:`2026-12-15`,`time`:`kl13`}}",
	    "added the meeting of KS on 15 December 2026 at 13:00");
	says("{`command`:`department.add`,`activities`:[],`params`:{`code`:"
	     "`kyrkan`,`name`:`Svenska kyrkan`,`external`:`yes`}}",
	    "added the external party kyrkan 'Svenska kyrkan'");
	says("{`command`:`department.add`,`activities`:[],`params`:{`code`:"
	     "`sf`,`name`:`Social`,`external`:`no`}}",
	    "added department sf 'Social'");
	/* what somebody wrote is no flag */
	says("{`command`:`activity.drop`,`activities`:[1],`words`:`A`,`params`:"
	     "{`reason`:`yes`}}",
	    "dropped 1 'A': yes");
}

static void many_activities_are_counted(void **state)
{
	(void)state;
	says("{`command`:`plan.import`,`activities`:[1,2,3,4,5,6,7,8,9,10,11,"
	     "12],`activities_left_out`:30,`params`:{`rows`:`42`,`plan`:"
	     "`vbe`}}",
	    "imported 42 rows into plan vbe, activities 1–12 and 30 more");
	says("{`command`:`plan.import`,`activities`:[1,2,4,5,6,9],`params`:"
	     "{`rows`:`6`,`plan`:`vbe`}}",
	    "imported 6 rows into plan vbe, activities 1, 2, 4–6, 9");
	says("{`command`:`plan.import`,`activities`:[1,3,5,7,9,11,13,15,17,19,"
	     "21,22,23],`params`:{`rows`:`13`,`plan`:`vbe`}}",
	    "imported 13 rows into plan vbe, activities 1, 3, 5, 7, 9, 11, 13,"
	    " 15, 17, 19 and 3 more");
	says("{`command`:`plan.import`,`activities`:[1],`params`:{`rows`:`1`,"
	     "`plan`:`vbe`,`progress`:`yes`,`year`:`2026`}}",
	    "imported 1 row into plan vbe (year 2026), activity 1");
	/* What is carried stands there with its number in each plan. */
	says("{`command`:`plan.carry`,`activities`:[1,2,3,4,5,6,7,8,9,10,11,"
	     "12,21,22,23,24,25,26,27,28,29,30,31,32],`params`:{`old`:`a`,"
	     "`new`:`b`}}",
	    "carried plan a on as b, activities 1–12");
	says("{`command`:`plan.carry`,`activities`:[7,9],`params`:{`old`:`a`,"
	     "`new`:`b`}}",
	    "carried plan a on as b, activity 7");
	says("{`command`:`notice.issue`,`activities`:[7],`words`:`A`,`params`:"
	     "{`run`:`2022-07-01`,`address`:`ks@kommun.example`,`subject`:"
	     "`Två`,`notices`:`1`,`language`:`sv`,`failures`:`3`}}",
	    "wrote to ks@kommun.example: Två; told of messages that did not"
	    " arrive: 3, activity 7 'A'");
	says("{`command`:`notice.issue`,`activities`:[],`params`:{`address`:"
	     "`a@kommun.example`,`subject`:`Två`,`missed`:`2026-05-19,"
	     " 2026-05-20, 2026-06-01`}}",
	    "wrote to a@kommun.example: Två; told of the run that was missed on"
	    " 2026-05-19, 2026-05-20, 2026-06-01");
	says("{`command`:`notice.issue`,`activities`:[],`params`:{`address`:"
	     "`a@kommun.example`,`subject`:`Två`,`missed`:`2026-05-19`}}",
	    "wrote to a@kommun.example: Två; told of the run that was missed on"
	    " 19 May 2026");
}

/* Of a daemon of another version, or a request too long to be told. */
static void what_has_no_words_is_its_command_and_detail(void **state)
{
	(void)state;
	says("{`command`:`rating.set`,`activities`:[2],`words`:`A`,`detail`:"
	     "`band: x`,`params`:{`band`:`x`}}",
	    "rating.set: band: x, activity 2 'A'");
	says("{`command`:`plan.import`,`activities`:[],`detail`:`70000 bytes`}",
	    "plan.import: 70000 bytes");
	says("{`command`:`activity.drop`,`activities`:[1],`detail`:``,`params`:"
	     "{}}",
	    "activity.drop, activity 1");
	says("{`command`:`activity.move`,`activities`:[1],`detail`:`x`,`params`"
	     ":{`decision`:`§`},`due`:{`from`:`2022`,`to`:7}}",
	    "moved 1 to '', decision §");
	says("{`command`:`plan.close`,`detail`:`x`,`params`:{`code`:7,`reason`:"
	     "`r`}}",
	    "plan.close: x");
}

static void long_words_are_cut(void **state)
{
	(void)state;
	says("{`command`:`activity.drop`,`activities`:[1],`words`:`"
	     "åäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäö`,`params`:"
	     "{`reason`:`R`}}",
	    "dropped 1 'åäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåäö…': R");
	/* the daemon cuts what it lists after 80 characters */
	says("{`command`:`activity.drop`,`activities`:[1],`words`:`A`,`params`:"
	     "{`reason`:`Genomför en halvdagsutbildning om hotbedömningar i "
	     "alla skolor så att alla har h…`}}",
	    "dropped 1 'A': Genomför en halvdagsutbildning om hotbedömningar i"
	    " alla skolor så att alla har…");
	says("{`command`:`activity.drop`,`activities`:[1],`words`:`A`,`params`:"
	     "{`reason`:`Hon skrev: nja…`}}",
	    "dropped 1 'A': Hon skrev: nja…");
	/* a word or date that would be cut goes, one that just fits stays */
	says("{`command`:`activity.drop`,`activities`:[1],`words`:`Genomför "
	     "en halvdagsutbildning om hotbedömningar`,`params`:{`reason`:"
	     "`R`}}",
	    "dropped 1 'Genomför en halvdagsutbildning om…': R");
	says("{`command`:`activity.drop`,`activities`:[1],`words`:`Genomför "
	     "utbildningen om hot före den 2026-03-31 i alla skolor`,`params`:"
	     "{`reason`:`R`}}",
	    "dropped 1 'Genomför utbildningen om hot före den…': R");
	says(
	    "{`command`:`activity.drop`,`activities`:[1],`words`:`Genomför två "
	    "kurser före den 2026-03-31 i alla skolor`,`params`:"
	    "{`reason`:`R`}}",
	    "dropped 1 'Genomför två kurser före den 2026-03-31…': R");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_move_says_from_when_to_when),
		cmocka_unit_test(values_are_said_in_words),
		cmocka_unit_test(what_is_given_is_told),
		cmocka_unit_test(nothing_is_said_as_a_form_has_it),
		cmocka_unit_test(many_activities_are_counted),
		cmocka_unit_test(what_has_no_words_is_its_command_and_detail),
		cmocka_unit_test(long_words_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
