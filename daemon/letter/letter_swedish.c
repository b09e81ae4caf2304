/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_words.h"

#include <stddef.h>

static const struct noun_words letter = { "veckobrev", "veckobrev", true };
static const struct noun_words activity = { "aktivitet", "aktiviteter" };
static const struct noun_words cooperating = { "aktivitet där ni samverkar",
	"aktiviteter där ni samverkar" };
static const struct noun_words mail = { "mejl om aktivitetsplanen",
	"mejl om aktivitetsplanen", true };
static const struct noun_words day = { "dags påminnelser om aktivitetsplanen",
	"dagars påminnelser om aktivitetsplanen", true };
static const struct noun_words plan = { "aktivitetsplan", "aktivitetsplaner",
	true };

static const char status_asked[] =
    "För varje aktivitet som är vid eller förbi sitt slutdatum, skriv:\n"
    "  - klar, och vilket datum den blev klar; eller\n"
    "  - pågår, och hur långt ni har kommit; eller\n"
    "  - behöver ett nytt datum: vilket, och varför. Det kräver ett beslut.\n";

static const char help_asked[] =
    "Där ni samverkar: hjälp den som leder arbetet att bli klar. Ni behöver"
    " inte svara.\n";

static const char nobody_asked[] =
    "Utan ansvarig förvaltning: ange vilken som ska leda arbetet.\n"
    "  planvakt activity assign NUMMER KOD\n";

static const struct reason_words reasons[] = {
	{ "No time is written.", "Ingen tid står skriven." },
	{ "It is longer than 200 characters; write the time by itself.",
	    "Texten är längre än 200 tecken; skriv bara tiden." },
	{ "Some of it is not understood as a time; write it like \"ht 2025\" or"
	  " \"senast 31 mars 2025\".",
	    "En del av texten går inte att läsa som en tid; skriv till exempel"
	    " \"ht 2025\" eller \"senast 31 mars 2025\"." },
	{ "No year is written; add it.", "Årtalet saknas; lägg till det." },
	{ "It counts from when it was written; write the year instead.",
	    "Tiden räknas från när den skrevs; skriv årtalet i stället." },
	{ "It says how long, not from when; write when it begins and ends.",
	    "Det står hur länge, men inte från när; skriv när den börjar och"
	    " slutar." },
	{ "It names several separate times; make each an activity of its own.",
	    "Det står flera skilda tider; gör en egen aktivitet av var och"
	    " en." },
	{ "It may come again each year or be one stretch; write \"årligen\", or"
	  " both ends with their years.",
	    "Tiden kan återkomma varje år eller vara en enda period; skriv"
	    " \"årligen\", eller båda ändar med årtal." },
	{ "It passes from one year into the next; write the year at both ends.",
	    "Tiden går över ett årsskifte; skriv årtalet i båda ändar." },
	{ "A winter lies in two years; write both, like \"vintern 2024/2025\".",
	    "En vinter ligger i två år; skriv båda, till exempel"
	    " \"vintern 2024/2025\"." },
	{ "A school year lies in two years; write both, like"
	  " \"läsåret 2024/2025\".",
	    "Ett läsår ligger i två år; skriv båda, till exempel"
	    " \"läsåret 2024/2025\"." },
	{ "The turn of the year lies in two years; write both, like"
	  " \"årsskiftet 2024/2025\".",
	    "Ett årsskifte ligger i två år; skriv båda, till exempel"
	    " \"årsskiftet 2024/2025\"." },
	{ "Two years stand where one is enough; write the one that is meant.",
	    "Det står två årtal där ett räcker; skriv det som menas." },
	{ "The digits can be read in more than one way; write the day as"
	  " 2025-03-31.",
	    "Siffrorna kan läsas på flera sätt; skriv dagen som 2025-03-31." },
	{ "It can be July or Christmas; write the month in full, or the day.",
	    "\"Jul\" kan vara juli eller julen; skriv ut månaden, eller"
	    " dagen." },
	{ "The month has no such day.", "Månaden har ingen sådan dag." },
	{ "There is no such month; a year has 1 to 12.",
	    "Det finns ingen sådan månad; ett år har 1 till 12." },
	{ "The year has no such week; ISO weeks are 1 to 52, in some years 53.",
	    "Året har ingen sådan vecka; veckorna är 1 till 52, vissa år 53." },
	{ "The year has no such part: four quarters, three four-month periods"
	  " or two halves.",
	    "Året har ingen sådan del: det har fyra kvartal, tre tertial och"
	    " två halvår." },
	{ "The second year of a pair must be the one after the first.",
	    "Det andra året i ett par ska vara året efter det första." },
	{ "It ends before it begins.", "Tiden slutar innan den börjar." },
	{ "The beginning, middle or end of a time is taken as a part of it;"
	  " confirm the dates.",
	    "Början, mitten eller slutet av en tid har lästs som en del av"
	    " den." },
	{ "Only what it comes after is written; confirm when it begins.",
	    "Det står bara vad den kommer efter." },
	{ "It is marked as uncertain where it is written; confirm the dates.",
	    "Tiden är skriven som osäker." },
	{ "It names a choice of times, and all of them are taken; confirm the"
	  " dates.",
	    "Det står flera tider att välja mellan; alla har tagits med." },
	{ "Two digits after the month are taken as the year; confirm the"
	  " dates.",
	    "Två siffror efter månaden har lästs som årtalet." },
	{ "No year is written and the plan's year is taken; confirm the dates.",
	    "Årtalet saknas; planens år har använts." },
	{ "A number is taken as a day as a spreadsheet counts it; confirm the"
	  " dates.",
	    "Ett tal har lästs som en dag, så som kalkylprogram räknar dem." },
	{ NULL, NULL },
};

const struct letter_words letter_swedish = {
	.rehearsal = "[Övning] ",
	.in_plan = " i aktivitetsplanen",
	.and_more = " m.m.",
	.to = "Till ",
	.coordinator = "den brottsförebyggande samordnaren",
	.more = "% till. Hela listan har samordnaren.",
	.asked = "DET HÄR BER VI ER OM\n",
	.answers = "Svara på det här mejlet och skriv aktivitetens nummer."
		   " Svaret går till samordnaren, som för in det i planen.\n",
	.commands = "DET HÄR BEHÖVS\n",
	.footer = "Skickat av planvakt, som bevakar kommunens aktivitetsplan"
		  " mot våldsbejakande extremism och hedersrelaterat våld och"
		  " förtryck.\n",
	.rehearsal_footer =
	    "Det här är en övning: inget av det gäller på riktigt.\n",
	.log = "Kontrollvärde, post % i planvakts logg (spara mejlet"
	       " oförändrat):\n",
	.far = {
		.workdays_ago = { ", för % arbetsdag sedan",
		    ", för % arbetsdagar sedan" },
		.days_ago = { ", för % dag sedan", ", för % dagar sedan" },
		.ahead = { ", i morgon", ", om % dagar" },
		.today = ", i dag",
	},
	.item = {
		.was_to_be_done = "Skulle ha varit klar %.",
		.to_be_done = "Ska vara klar %.",
		.was_to_begin = "Skulle ha påbörjats %.",
		.ordinals = { "", "Första påminnelsen.", "Andra påminnelsen.",
		    "Tredje påminnelsen." },
		.ordinal = "Påminnelse nr %.",
		.acknowledged = "Bekräftad %.",
		.delayed =
		    "Påminnelsen skulle ha skickats % men blev fördröjd.",
		.noted = "Inget nytt sedan %.",
		.never_noted = "Inget har rapporterats än.",
		.timeframe = "Tidplan: \"%\".",
		.undated = "Det går inte att läsa ut något datum.",
		.vague = "Tiden är ungefärlig.",
		.unclear = "Något i den är oklart.",
		.nobody = "Ingen förvaltning ansvarar för den.",
		.read_as = "Läst som %.",
		.read_from = "Läst som från och med %.",
		.read_until = "Läst som till och med %.",
		.between = " till ",
		.leads = "% leder arbetet.",
		.leads_reminded = "% leder arbetet och har påmints.",
		.helps = "% leder arbetet och ni samverkar.",
		.helps_nobody =
		    "Ni samverkar. Ingen förvaltning leder arbetet än.",
		.former = "Ni leder inte längre arbetet; det gör nu %.",
		.former_nobody = "Ni leder inte längre arbetet.",
		.new_from = "Ni leder arbetet nu, efter %.",
		.new_here = "Ni leder arbetet nu.",
		.plan = "Plan: %",
		.case_number = ", ärende %",
		.move = "planvakt activity move % TIDPLAN --decision REF",
		.confirm = "planvakt activity confirm %",
		.assign = "planvakt activity assign % KOD",
		.show = "planvakt activity show %",
	},
	.for_coordinator = {
		.adopted = "Antagen %.",
		.to_be_reviewed = "Lägesbilden ska uppdateras senast %.",
		.was_due = "Lägesbilden skulle ha uppdaterats senast %.",
		.to_department = "Till %,",
		.to_coordinator = "Till samordnaren,",
		.of_run = "mejlet %.",
		.of_test = "ett provmejl.",
		.dispatch = "Utskick %.",
		.answer = "Mejlsystemet svarade: %",
		.resend = "planvakt notice resend %",
		.missed = "Inget skickades %.",
		.missed_told = "Det som skulle ha skickats då finns i dagens"
			       " mejl, till er eller till förvaltningarna.",
	},
	.digest = {
		.late = "Försenade: %.",
		.answered = "Svar sedan förra veckan: %.",
		.soon = "Inom 30 dagar: %.",
		.unclear = "Oklara: %.",
		.sent = "Skickade mejl: %.",
		.failed = "Kom inte fram: %.",
		.duties = "Planernas uppföljning: %.",
		.nothing = "Inget är försenat, inget väntar.",
		.answer = "Svarade %.",
	},
	.reasons = reasons,
	.groups = {
	[GROUP_ESCALATED] = {
		&activity,
		{ "är försenad trots påminnelse",
		    "är försenade trots påminnelse" },
		{ "% aktivitet är försenad trots påminnelse.",
		    "% aktiviteter är försenade trots påminnelse." },
		"FÖRSENADE TROTS PÅMINNELSE",
		"För varje aktivitet som är försenad trots påminnelse: se till"
		" att den blir klar, eller att ett nytt datum beslutas. Skriv"
		" vilket, och när.\n",
		"Försenade trots påminnelse: tala med den som leder arbetet."
		" När aktiviteten är klar, eller ett nytt datum är"
		" beslutat:\n"
		"  planvakt update NUMMER --status done --done-on DATUM\n"
		"  planvakt activity move NUMMER TIDPLAN --decision REF\n",
	},
	[GROUP_OVERDUE] = {
		&activity,
		{ "är försenad", "är försenade" },
		{ "% aktivitet som ni ansvarar för är försenad.",
		    "% aktiviteter som ni ansvarar för är försenade." },
		"FÖRSENADE",
		status_asked,
		NULL,
	},
	[GROUP_NOBODY_LATE] = {
		&activity,
		{ "är försenad och saknar ansvarig",
		    "är försenade och saknar ansvarig" },
		{ "% aktivitet utan ansvarig förvaltning är försenad.",
		    "% aktiviteter utan ansvarig förvaltning är försenade." },
		"FÖRSENADE, UTAN ANSVARIG FÖRVALTNING",
		NULL,
		nobody_asked,
	},
	[GROUP_DUE] = {
		&activity,
		{ "når sitt slutdatum", "når sitt slutdatum" },
		{ "% aktivitet som ni ansvarar för når sitt slutdatum.",
		    "% aktiviteter som ni ansvarar för når sitt slutdatum." },
		"NÅR SITT SLUTDATUM",
		status_asked,
		NULL,
	},
	[GROUP_NOBODY] = {
		&activity,
		{ "saknar ansvarig förvaltning",
		    "saknar ansvarig förvaltning" },
		{ "% aktivitet saknar ansvarig förvaltning.",
		    "% aktiviteter saknar ansvarig förvaltning." },
		"UTAN ANSVARIG FÖRVALTNING",
		NULL,
		nobody_asked,
	},
	[GROUP_KNOWN_LATE] = {
		&activity,
		{ "är försenad", "är försenade" },
		{ "% aktivitet som en annan leder är försenad.",
		    "% aktiviteter som andra leder är försenade." },
		"FÖRSENADE, FÖR KÄNNEDOM",
		NULL,
		NULL,
	},
	[GROUP_FAILURES] = {
		&mail,
		{ "kom inte fram", "kom inte fram" },
		{ "% mejl kom inte fram.", "% mejl kom inte fram." },
		"MEJL SOM INTE KOM FRAM",
		NULL,
		"Mejl som inte kom fram: rätta adressen, och skicka sedan igen"
		" med raden vid mejlet.\n"
		"  planvakt department edit KOD --mail ADRESS\n",
	},
	[GROUP_MISSED] = {
		&day,
		{ "uteblev", "uteblev" },
		{ "% dags påminnelser uteblev.",
		    "% dagars påminnelser uteblev." },
		"PÅMINNELSER SOM UTEBLEV",
		NULL,
		"Påminnelser som uteblev: be den som sköter servern att ta reda"
		" på varför planvaktd inte var igång.\n",
	},
	[GROUP_PLANS] = {
		&plan,
		{ "behöver en ny lägesbild", "behöver en ny lägesbild" },
		{ "% aktivitetsplan behöver en uppdaterad lägesbild.",
		    "% aktivitetsplaner behöver en uppdaterad lägesbild." },
		"DAGS ATT UPPDATERA LÄGESBILDEN",
		NULL,
		"Lägesbilden ska uppdateras minst vartannat år enligt lagen"
		" (2023:196) om kommuners ansvar för brottsförebyggande"
		" arbete. När planen är antagen på nytt:\n"
		"  planvakt plan edit KOD --adopted DATUM --decision REF\n",
	},
	[GROUP_DIGEST] = {
		&letter,
		{ "från planvakt", "från planvakt" },
		{ "Läget i planerna den här veckan.",
		    "Läget i planerna den här veckan." },
		"VECKOBREV",
		NULL,
		NULL,
	},
	[GROUP_UPCOMING] = {
		&activity,
		{ "närmar sig sitt slutdatum", "närmar sig sitt slutdatum" },
		{ "% aktivitet som ni ansvarar för närmar sig sitt slutdatum.",
		    "% aktiviteter som ni ansvarar för närmar sig sitt"
		    " slutdatum." },
		"NÄRMAR SIG SITT SLUTDATUM",
		"Närmar sig sitt slutdatum: ni behöver inte svara om ni blir"
		" klara i tid. Håller inte datumet, svara på det här mejlet så"
		" snart ni vet.\n",
		NULL,
	},
	[GROUP_BEGIN] = {
		&activity,
		{ "skulle ha påbörjats", "skulle ha påbörjats" },
		{ "% aktivitet som ni ansvarar för skulle ha påbörjats.",
		    "% aktiviteter som ni ansvarar för skulle ha påbörjats." },
		"SKULLE HA PÅBÖRJATS",
		"Skulle ha påbörjats: skriv när arbetet började, eller när det"
		" ska börja.\n",
		NULL,
	},
	[GROUP_MIDWAY] = {
		&activity,
		{ "är halvvägs", "är halvvägs" },
		{ "% aktivitet som ni ansvarar för är halvvägs.",
		    "% aktiviteter som ni ansvarar för är halvvägs." },
		"HALVVÄGS",
		"Halvvägs: halva tiden har gått, och vi har inte fått någon"
		" lägesrapport. Skriv kort hur det går.\n",
		NULL,
	},
	[GROUP_STALE] = {
		&activity,
		{ "har inte uppdaterats på länge",
		    "har inte uppdaterats på länge" },
		{ "% aktivitet som ni ansvarar för har inte uppdaterats på"
		  " länge.",
		    "% aktiviteter som ni ansvarar för har inte uppdaterats på"
		    " länge." },
		"INGET NYTT PÅ LÄNGE",
		"Inget nytt på länge: skriv kort hur långt ni har kommit, även"
		" om inget har hänt.\n",
		NULL,
	},
	[GROUP_REVIEW] = {
		&activity,
		{ "ska följas upp", "ska följas upp" },
		{ "% aktivitet som ni ansvarar för ska följas upp.",
		    "% aktiviteter som ni ansvarar för ska följas upp." },
		"DAGS ATT FÖLJA UPP",
		"Dags att följa upp: skriv vad som har gjorts sedan sist, och"
		" om arbetet ska fortsätta som planerat.\n",
		NULL,
	},
	[GROUP_MOVED] = {
		&activity,
		{ "har fått nytt slutdatum", "har fått nytt slutdatum" },
		{ "% aktivitet har fått nytt slutdatum.",
		    "% aktiviteter har fått nytt slutdatum." },
		"FLYTTAT SLUTDATUM",
		NULL,
		NULL,
	},
	[GROUP_NEW] = {
		&activity,
		{ "är ny hos er", "är nya hos er" },
		{ "% aktivitet är ny hos er.", "% aktiviteter är nya hos er." },
		"NYA HOS ER",
		"Nya hos er: ni behöver inte svara. Är det något som inte"
		" stämmer, svara på det här mejlet.\n",
		NULL,
	},
	[GROUP_HELP_LATE] = {
		&cooperating,
		{ "är försenad", "är försenade" },
		{ "% aktivitet där ni samverkar är försenad.",
		    "% aktiviteter där ni samverkar är försenade." },
		"FÖRSENADE, DÄR NI SAMVERKAR",
		help_asked,
		NULL,
	},
	[GROUP_HELP_SOON] = {
		&cooperating,
		{ "har snart slutdatum", "har snart slutdatum" },
		{ "% aktivitet där ni samverkar har snart slutdatum.",
		    "% aktiviteter där ni samverkar har snart slutdatum." },
		"SNART SLUTDATUM, DÄR NI SAMVERKAR",
		help_asked,
		NULL,
	},
	[GROUP_HELP] = {
		&cooperating,
		{ "ska följas upp", "ska följas upp" },
		{ "% aktivitet där ni samverkar ska följas upp.",
		    "% aktiviteter där ni samverkar ska följas upp." },
		"ATT FÖLJA UPP, DÄR NI SAMVERKAR",
		help_asked,
		NULL,
	},
	[GROUP_FORMER] = {
		&activity,
		{ "är inte längre er", "är inte längre era" },
		{ "% aktivitet är inte längre er.",
		    "% aktiviteter är inte längre era." },
		"INTE LÄNGRE ERA",
		"Inte längre era: lämna över det underlag ni har. Ni behöver"
		" inte svara.\n",
		NULL,
	},
	[GROUP_UNCLEAR] = {
		&activity,
		{ "är oklar", "är oklara" },
		{ "% aktivitet är oklar.", "% aktiviteter är oklara." },
		"OKLARA",
		"Oklara: skriv vad som ska gälla.\n",
		"Oklara: rätta med raderna vid aktiviteten. Till dess kan"
		" planvakt inte påminna i rätt tid.\n",
	},
	[GROUP_KNOWN] = {
		&activity,
		{ "bör ni känna till", "bör ni känna till" },
		{ "% aktivitet som en annan leder bör ni känna till.",
		    "% aktiviteter som andra leder bör ni känna till." },
		"FÖR KÄNNEDOM",
		NULL,
		NULL,
	},
	[GROUP_OTHERS] = {
		.heading =
		    "ÄVEN DE HÄR ÄR FÖRSENADE (ingen ny påminnelse i dag)",
	},
	},
};
