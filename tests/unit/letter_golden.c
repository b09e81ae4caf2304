/* SPDX-License-Identifier: ISC */
/* Whole letters of Monday 18 July 2022, written by hand. Since 30 June twelve
 * workdays have passed, and to 31 December there are 166 days. */
#include "daemon/letter/letter.h"

#include "tests/unit/letter_text.h"

#define PLAN                                                                   \
	"       Plan: Plan mot våldsbejakande extremism, ärende KS 2022/123\n"

#define FOOTER                                                                            \
	"-- \n"                                                                           \
	"Skickat av planvakt, som bevakar kommunens aktivitetsplan mot våldsbejakande\n" \
	"extremism och hedersrelaterat våld och förtryck.\n"                            \
	"Kontrollvärde, post 42 i planvakts logg (spara mejlet oförändrat):\n" HASH

#define ANSWER                                                                        \
	"DET HÄR BER VI ER OM\n"                                                     \
	"Svara på det här mejlet och skriv aktivitetens nummer. Svaret går till\n" \
	"samordnaren, som för in det i planen.\n"                                    \
	"\n"

static void assert_letter(
    const struct letter *letter, const char *line, const char *words)
{
	write_letter(letter);
	if (strcmp(text.bytes, words) != 0)
		print_error("%s", text.bytes);
	assert_string_equal(subject.bytes, line);
	assert_string_equal(text.bytes, words);
	assert_fits();
}

static void to_a_lead(void **state)
{
	struct letter_item items[] = {
		item_of(9, "Ta fram ett symbollexikon", STAGES, "2022-06-30"),
		item_of(7, "Revidera rutinen", STAGE_OVERDUE, "2022-06-30"),
		item_of(12, "Utbilda personal", STAGE_DUE, "2022-07-18"),
		item_of(
		    3, "Se över riktlinjerna", STAGE_UPCOMING, "2022-08-17"),
		item_of(4, "Inventera", STAGE_BEGIN, "2022-12-31"),
		item_of(5, "Bygg nätverk", STAGE_STALE, "2022-09-30"),
		item_of(6, "Håll lägesbilden aktuell", STAGE_REVIEW, NULL),
		item_of(8, "Stöd till anhöriga", STAGE_ASSIGNED, "2022-12-31"),
	};
	struct letter letter = letter_to("Kommunstaben", items, 8);

	(void)state;
	items[0].counted = false;
	items[0].acknowledged = on("2022-07-11");
	items[1].n = 3;
	items[1].acknowledged = on("2022-07-05");
	items[4].start = on("2022-07-11");
	items[5].noted = on("2022-05-19");
	items[6].timeframe = "löpande";
	items[7].former = "Socialförvaltningen";
	assert_letter(&letter,
	    "1 aktivitet är försenad, 1 når sitt slutdatum, 1 närmar sig sitt"
	    " slutdatum m.m. i aktivitetsplanen",
	    "Till Kommunstaben\n"
	    "\n"
	    "1 aktivitet som ni ansvarar för är försenad.\n"
	    "1 aktivitet som ni ansvarar för når sitt slutdatum.\n"
	    "1 aktivitet som ni ansvarar för närmar sig sitt slutdatum.\n"
	    "1 aktivitet som ni ansvarar för skulle ha påbörjats.\n"
	    "1 aktivitet som ni ansvarar för har inte uppdaterats på länge.\n"
	    "1 aktivitet som ni ansvarar för ska följas upp.\n"
	    "1 aktivitet är ny hos er.\n"
	    "\n"
	    "FÖRSENADE\n"
	    "\n"
	    "   7.  Revidera rutinen\n"
	    "       Skulle ha varit klar 2022-06-30, för 12 arbetsdagar sedan."
	    " Tredje\n"
	    "       påminnelsen. Bekräftad 2022-07-05.\n" PLAN "\n"
	    "NÅR SITT SLUTDATUM\n"
	    "\n"
	    "  12.  Utbilda personal\n"
	    "       Ska vara klar 2022-07-18, i dag.\n" PLAN "\n"
	    "NÄRMAR SIG SITT SLUTDATUM\n"
	    "\n"
	    "   3.  Se över riktlinjerna\n"
	    "       Ska vara klar 2022-08-17, om 30 dagar.\n" PLAN "\n"
	    "SKULLE HA PÅBÖRJATS\n"
	    "\n"
	    "   4.  Inventera\n"
	    "       Skulle ha påbörjats 2022-07-11. Ska vara klar 2022-12-31,"
	    " om 166\n"
	    "       dagar.\n" PLAN "\n"
	    "INGET NYTT PÅ LÄNGE\n"
	    "\n"
	    "   5.  Bygg nätverk\n"
	    "       Inget nytt sedan 2022-05-19. Ska vara klar 2022-09-30, om"
	    " 74 dagar.\n" PLAN "\n"
	    "DAGS ATT FÖLJA UPP\n"
	    "\n"
	    "   6.  Håll lägesbilden aktuell\n"
	    "       Tidplan: \"löpande\". Inget har rapporterats än.\n" PLAN
	    "\n"
	    "NYA HOS ER\n"
	    "\n"
	    "   8.  Stöd till anhöriga\n"
	    "       Ska vara klar 2022-12-31, om 166 dagar. Ni leder arbetet"
	    " nu, efter\n"
	    "       Socialförvaltningen.\n" PLAN "\n"
	    "ÄVEN DE HÄR ÄR FÖRSENADE (ingen ny påminnelse i dag)\n"
	    "\n"
	    "   9.  Ta fram ett symbollexikon\n"
	    "       Skulle ha varit klar 2022-06-30, för 12 arbetsdagar sedan."
	    " Bekräftad\n"
	    "       2022-07-11.\n"
	    "\n" ANSWER
	    "För varje aktivitet som är vid eller förbi sitt slutdatum, skriv:\n"
	    "  - klar, och vilket datum den blev klar; eller\n"
	    "  - pågår, och hur långt ni har kommit; eller\n"
	    "  - behöver ett nytt datum: vilket, och varför. Det kräver ett"
	    " beslut.\n"
	    "\n"
	    "Närmar sig sitt slutdatum: ni behöver inte svara om ni blir klara i tid.\n"
	    "Håller inte datumet, svara på det här mejlet så snart ni vet.\n"
	    "\n"
	    "Skulle ha påbörjats: skriv när arbetet började, eller när det ska"
	    " börja.\n"
	    "\n"
	    "Inget nytt på länge: skriv kort hur långt ni har kommit, även om inget har\n"
	    "hänt.\n"
	    "\n"
	    "Dags att följa upp: skriv vad som har gjorts sedan sist, och om arbetet ska\n"
	    "fortsätta som planerat.\n"
	    "\n"
	    "Nya hos er: ni behöver inte svara. Är det något som inte stämmer, svara på\n"
	    "det här mejlet.\n"
	    "\n" FOOTER);
}

static void to_one_that_cooperates(void **state)
{
	struct letter_item items[] = {
		item_of(1, "Inventera", STAGE_OVERDUE, "2022-06-30"),
		item_of(2, "Utbilda personal", STAGE_UPCOMING, "2022-07-25"),
	};
	struct letter letter = letter_to("Beredningsgruppen", items, 2);

	(void)state;
	items[0].role = items[1].role = TOLD_COOPERATING;
	items[0].lead = NULL;
	items[1].lead = "Socialförvaltningen";
	assert_letter(&letter,
	    "1 aktivitet där ni samverkar är försenad, 1 har snart slutdatum i"
	    " aktivitetsplanen",
	    "Till Beredningsgruppen\n"
	    "\n"
	    "1 aktivitet där ni samverkar är försenad.\n"
	    "1 aktivitet där ni samverkar har snart slutdatum.\n"
	    "\n"
	    "FÖRSENADE, DÄR NI SAMVERKAR\n"
	    "\n"
	    "   1.  Inventera\n"
	    "       Skulle ha varit klar 2022-06-30, för 12 arbetsdagar sedan."
	    " Första\n"
	    "       påminnelsen. Ni samverkar. Ingen förvaltning leder arbetet"
	    " än.\n" PLAN "\n"
	    "SNART SLUTDATUM, DÄR NI SAMVERKAR\n"
	    "\n"
	    "   2.  Utbilda personal\n"
	    "       Ska vara klar 2022-07-25, om 7 dagar. Socialförvaltningen"
	    " leder\n"
	    "       arbetet och ni samverkar.\n" PLAN "\n"
	    "DET HÄR BER VI ER OM\n"
	    "Där ni samverkar: hjälp den som leder arbetet att bli klar. Ni behöver inte\n"
	    "svara.\n"
	    "\n" FOOTER);
}

static void to_those_above(void **state)
{
	struct letter_item item =
	    item_of(7, "Revidera rutinen", STAGE_ESCALATED, "2022-06-30");
	struct letter letter = letter_to("Socialförvaltningen", &item, 1);

	(void)state;
	item.role = TOLD_ESCALATION;
	item.lead = "Socialförvaltningen";
	item.regular = on("2022-07-15");
	assert_letter(&letter,
	    "1 aktivitet är försenad trots påminnelse i aktivitetsplanen",
	    "Till Socialförvaltningen\n"
	    "\n"
	    "1 aktivitet är försenad trots påminnelse.\n"
	    "\n"
	    "FÖRSENADE TROTS PÅMINNELSE\n"
	    "\n"
	    "   7.  Revidera rutinen\n"
	    "       Skulle ha varit klar 2022-06-30, för 12 arbetsdagar"
	    " sedan.\n"
	    "       Socialförvaltningen leder arbetet och har påmints."
	    " Påminnelsen skulle\n"
	    "       ha skickats 2022-07-15 men blev fördröjd.\n" PLAN
	    "\n" ANSWER
	    "För varje aktivitet som är försenad trots påminnelse: se till att den blir\n"
	    "klar, eller att ett nytt datum beslutas. Skriv vilket, och när.\n"
	    "\n" FOOTER);
}

static void to_the_coordinator(void **state)
{
	struct letter_item items[] = {
		item_of(7, "Revidera rutinen", STAGE_ESCALATED, "2022-06-30"),
		item_of(1, "Inventera", STAGE_OVERDUE, "2022-06-30"),
		item_of(2, "Utbilda personal", STAGE_UNCLEAR, NULL),
		item_of(3, "Bygg nätverk", STAGE_UNCLEAR, "2022-04-30"),
		item_of(4, "Stöd till anhöriga", STAGE_UNCLEAR, "2022-12-31"),
	};
	static const struct letter_failure failures[] = {
		{ "ks@kommun.example", "Kommunstaben", { 0 }, 31, 17,
		    "550 No such user" },
		{ "sam@kommun.example", NULL, { 0 }, 32, 0, "" },
	};
	struct letter_failure failed[2];
	struct letter_plan plans[] = {
		{ .code = "hrv",
		    .title = "Plan mot heder",
		    .adopted = on("2020-07-08"),
		    .until = on("2022-07-08") },
		{ .code = "vbe",
		    .title = "Plan mot extremism",
		    .case_number = "KS 2022/123",
		    .adopted = on("2020-08-17"),
		    .until = on("2022-08-17") },
	};
	struct day missed[] = { on("2022-07-14"), on("2022-07-15") };
	struct letter letter = letter_to(NULL, items, 5);

	(void)state;
	memcpy(failed, failures, sizeof(failed));
	failed[0].run = on("2022-07-13");
	failed[1].run = DAY_NONE;
	for (int i = 0; i < 5; i++)
		items[i].role = TOLD_COORDINATOR;
	items[0].lead = "Socialförvaltningen";
	items[1].role = TOLD_LEAD;
	items[1].lead = NULL;
	items[1].n = 4;
	items[2].undated = true;
	items[2].timeframe = "våren";
	items[2].reason = "No year is written; add it.";
	items[3].vague = true;
	items[3].timeframe = "början av 2022";
	items[3].start = on("2022-01-01");
	items[3].reason = NULL;
	items[4].lead = NULL;
	items[4].timeframe = "2022";
	letter.failures = failed;
	letter.failure_count = 2;
	letter.plans = plans;
	letter.plan_count = 2;
	letter.missed = missed;
	letter.missed_count = 2;
	assert_letter(&letter,
	    "1 aktivitet är försenad trots påminnelse, 1 är försenad och"
	    " saknar ansvarig m.m. i aktivitetsplanen",
	    "Till den brottsförebyggande samordnaren\n"
	    "\n"
	    "1 aktivitet är försenad trots påminnelse.\n"
	    "1 aktivitet utan ansvarig förvaltning är försenad.\n"
	    "2 mejl kom inte fram.\n"
	    "2 dagars påminnelser uteblev.\n"
	    "2 aktivitetsplaner behöver en uppdaterad lägesbild.\n"
	    "3 aktiviteter är oklara.\n"
	    "\n"
	    "FÖRSENADE TROTS PÅMINNELSE\n"
	    "\n"
	    "   7.  Revidera rutinen\n"
	    "       Skulle ha varit klar 2022-06-30, för 12 arbetsdagar"
	    " sedan.\n"
	    "       Socialförvaltningen leder arbetet och har påmints.\n" PLAN
	    "\n"
	    "FÖRSENADE, UTAN ANSVARIG FÖRVALTNING\n"
	    "\n"
	    "   1.  Inventera\n"
	    "       Skulle ha varit klar 2022-06-30, för 12 arbetsdagar sedan."
	    " Påminnelse\n"
	    "       nr 4.\n" PLAN "\n"
	    "MEJL SOM INTE KOM FRAM\n"
	    "\n"
	    "       Till Kommunstaben, ks@kommun.example: mejlet 2022-07-13."
	    " Utskick 31.\n"
	    "       Mejlsystemet svarade: 550 No such user\n"
	    "       planvakt notice resend 17\n"
	    "\n"
	    "       Till samordnaren, sam@kommun.example: ett provmejl. Utskick"
	    " 32.\n"
	    "\n"
	    "PÅMINNELSER SOM UTEBLEV\n"
	    "\n"
	    "       Inget skickades 2022-07-14, 2022-07-15. Det som skulle ha"
	    " skickats då\n"
	    "       finns i dagens mejl, till er eller till förvaltningarna.\n"
	    "\n"
	    "DAGS ATT UPPDATERA LÄGESBILDEN\n"
	    "\n"
	    "       hrv: Plan mot heder\n"
	    "       Lägesbilden skulle ha uppdaterats senast 2022-07-08, för"
	    " 10 dagar\n"
	    "       sedan. Antagen 2020-07-08.\n"
	    "\n"
	    "       vbe: Plan mot extremism, ärende KS 2022/123\n"
	    "       Lägesbilden ska uppdateras senast 2022-08-17, om 30 dagar."
	    " Antagen\n"
	    "       2020-08-17.\n"
	    "\n"
	    "OKLARA\n"
	    "\n"
	    "   2.  Utbilda personal\n"
	    "       Tidplan: \"våren\". Det går inte att läsa ut något datum."
	    " Årtalet\n"
	    "       saknas; lägg till det. Kommunstaben leder arbetet.\n" PLAN
	    "       planvakt activity move 2 TIDPLAN --decision REF\n"
	    "\n"
	    "   3.  Bygg nätverk\n"
	    "       Tidplan: \"början av 2022\". Tiden är ungefärlig. Läst som"
	    " 2022-01-01\n"
	    "       till 2022-04-30. Kommunstaben leder arbetet.\n" PLAN
	    "       planvakt activity confirm 3\n"
	    "       planvakt activity move 3 TIDPLAN --decision REF\n"
	    "\n"
	    "   4.  Stöd till anhöriga\n"
	    "       Tidplan: \"2022\". Ingen förvaltning ansvarar för den.\n" PLAN
	    "       planvakt activity assign 4 KOD\n"
	    "\n"
	    "DET HÄR BEHÖVS\n"
	    "Försenade trots påminnelse: tala med den som leder arbetet. När aktiviteten\n"
	    "är klar, eller ett nytt datum är beslutat:\n"
	    "  planvakt update NUMMER --status done --done-on DATUM\n"
	    "  planvakt activity move NUMMER TIDPLAN --decision REF\n"
	    "\n"
	    "Utan ansvarig förvaltning: ange vilken som ska leda arbetet.\n"
	    "  planvakt activity assign NUMMER KOD\n"
	    "\n"
	    "Mejl som inte kom fram: rätta adressen, och skicka sedan igen med raden vid\n"
	    "mejlet.\n"
	    "  planvakt department edit KOD --mail ADRESS\n"
	    "\n"
	    "Påminnelser som uteblev: be den som sköter servern att ta reda på varför\n"
	    "planvaktd inte var igång.\n"
	    "\n"
	    "Lägesbilden ska uppdateras minst vartannat år enligt lagen (2023:196) om\n"
	    "kommuners ansvar för brottsförebyggande arbete. När planen är antagen på\n"
	    "nytt:\n"
	    "  planvakt plan edit KOD --adopted DATUM --decision REF\n"
	    "\n"
	    "Oklara: rätta med raderna vid aktiviteten. Till dess kan planvakt inte\n"
	    "påminna i rätt tid.\n"
	    "\n" FOOTER);
}

static void to_a_former_lead(void **state)
{
	struct letter_item items[] = {
		item_of(1, "Inventera", STAGE_ASSIGNED, "2022-12-31"),
		item_of(2, "Utbilda personal", STAGE_ASSIGNED, NULL),
	};
	struct letter letter = letter_to("Kommunstaben", items, 2);

	(void)state;
	items[0].role = items[1].role = TOLD_FORMER;
	items[0].lead = "Socialförvaltningen";
	items[1].lead = NULL;
	items[1].case_number = NULL;
	assert_letter(&letter,
	    "2 aktiviteter är inte längre era i aktivitetsplanen",
	    "Till Kommunstaben\n"
	    "\n"
	    "2 aktiviteter är inte längre era.\n"
	    "\n"
	    "INTE LÄNGRE ERA\n"
	    "\n"
	    "   1.  Inventera\n"
	    "       Ska vara klar 2022-12-31, om 166 dagar. Ni leder inte"
	    " längre arbetet;\n"
	    "       det gör nu Socialförvaltningen.\n" PLAN "\n"
	    "   2.  Utbilda personal\n"
	    "       Ni leder inte längre arbetet.\n"
	    "       Plan: Plan mot våldsbejakande extremism\n"
	    "\n"
	    "DET HÄR BER VI ER OM\n"
	    "Inte längre era: lämna över det underlag ni har. Ni behöver inte svara.\n"
	    "\n" FOOTER);
}

#define CASE "       Plan: Plan against extremism, case KS 2022/123\n"

static void in_english(void **state)
{
	struct letter_item items[] = {
		item_of(9, "Lexicon of symbols", STAGES, "2022-06-30"),
		item_of(1, "Revise the routine", STAGE_OVERDUE, "2022-06-30"),
		item_of(2, "Train the staff", STAGE_UPCOMING, "2022-07-19"),
		item_of(3, "Take stock", STAGE_UPCOMING, "2022-07-25"),
	};
	struct letter letter = letter_to("Social services", items, 4);

	(void)state;
	letter.language = "en";
	letter.rehearsal = true;
	for (int i = 0; i < 4; i++)
		items[i].plan = "Plan against extremism";
	items[0].counted = false;
	items[1].acknowledged = on("2022-07-05");
	items[1].regular = on("2022-07-15");
	items[1].n = 2;
	items[3].role = TOLD_COOPERATING;
	assert_letter(&letter,
	    "[Rehearsal] 1 activity is overdue, 1 is due soon and more in the"
	    " activity plan",
	    "To Social services\n"
	    "\n"
	    "1 activity that you answer for is overdue.\n"
	    "1 activity that you answer for is due soon.\n"
	    "1 activity where you cooperate is due soon.\n"
	    "\n"
	    "OVERDUE\n"
	    "\n"
	    "   1.  Revise the routine\n"
	    "       Was to be done 2022-06-30, 12 workdays ago. Second"
	    " reminder.\n"
	    "       Acknowledged 2022-07-05. The reminder was to be sent"
	    " 2022-07-15 but\n"
	    "       was delayed.\n" CASE "\n"
	    "DUE SOON\n"
	    "\n"
	    "   2.  Train the staff\n"
	    "       To be done 2022-07-19, tomorrow.\n" CASE "\n"
	    "DUE SOON, WHERE YOU COOPERATE\n"
	    "\n"
	    "   3.  Take stock\n"
	    "       To be done 2022-07-25, in 7 days. Kommunstaben leads the"
	    " work and you\n"
	    "       cooperate.\n" CASE "\n"
	    "THESE ARE OVERDUE TOO (no new reminder today)\n"
	    "\n"
	    "   9.  Lexicon of symbols\n"
	    "       Was to be done 2022-06-30, 12 workdays ago.\n"
	    "\n"
	    "WHAT WE ASK OF YOU\n"
	    "Reply to this message and give the activity's number. The answer goes to the\n"
	    "coordinator, who enters it in the plan.\n"
	    "\n"
	    "For each activity that is at or past its due date, write:\n"
	    "  - done, and on what date; or\n"
	    "  - under way, and how far you have come; or\n"
	    "  - needs a new date: which, and why. That requires a decision.\n"
	    "\n"
	    "Due soon: you need not reply if it will be done in time. If the date will\n"
	    "not hold, reply to this message as soon as you know.\n"
	    "\n"
	    "Where you cooperate: help the one that leads the work to get it done. You\n"
	    "need not reply.\n"
	    "\n"
	    "-- \n"
	    "Sent by planvakt, which watches over the municipality's activity plan\n"
	    "against violent extremism and honour-related violence.\n"
	    "This is a rehearsal: none of it is real.\n"
	    "Check value, entry 42 of planvakt's log (keep this message as it"
	    " is):\n" HASH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(to_a_lead),
		cmocka_unit_test(to_one_that_cooperates),
		cmocka_unit_test(to_those_above),
		cmocka_unit_test(to_the_coordinator),
		cmocka_unit_test(to_a_former_lead),
		cmocka_unit_test(in_english),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
