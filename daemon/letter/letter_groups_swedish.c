/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_words.h"

static const char help_advice[] =
    "Där ni samverkar stämmer ni av med den som ansvarar vad ni ska bidra"
    " med.";

#define ACTIVITY(what, ending)                                                 \
	{                                                                      \
		"En aktivitet som ni ansvarar för " what ".",                  \
		    "%1 aktiviteter som ni ansvarar för " ending "."           \
	}
#define HELPED(what, ending)                                                   \
	{                                                                      \
		"En aktivitet där ni samverkar " what ".",                     \
		    "%1 aktiviteter där ni samverkar " ending "."              \
	}

static const char escalated_advice[] =
    "Tala med den som ansvarar, och för in svaret.";

const struct group_words letter_once_swedish = {
	{ "aktivitet %1 är försenad trots en påminnelse", NULL },
	{ "1 försenad trots en påminnelse", NULL },
	{ "En aktivitet är försenad trots en påminnelse.", NULL },
	{ "FÖRSENAD TROTS EN PÅMINNELSE", NULL },
	escalated_advice,
};

const struct group_words letter_groups_swedish[GROUPS] = {
	[GROUP_ESCALATED] = {
		{ "aktivitet %1 är försenad trots påminnelser",
		    "%1 aktiviteter är försenade trots påminnelser" },
		{ "1 försenad trots påminnelser",
		    "%1 försenade trots påminnelser" },
		{ "En aktivitet är försenad trots påminnelser.",
		    "%1 aktiviteter är försenade trots påminnelser." },
		{ "FÖRSENAD TROTS PÅMINNELSER", "FÖRSENADE TROTS PÅMINNELSER" },
		escalated_advice,
	},
	[GROUP_OVERDUE] = {
		{ "1 aktivitet är försenad", "%1 aktiviteter är försenade" },
		{ "1 försenad", "%1 försenade" },
		ACTIVITY("är försenad", "är försenade"),
		{ "FÖRSENAD", "FÖRSENADE" },
		NULL,
	},
	[GROUP_NEW_LATE] = {
		{ "1 försenad aktivitet är ny hos er",
		    "%1 försenade aktiviteter är nya hos er" },
		{ "1 försenad och ny hos er", "%1 försenade och nya hos er" },
		{ "En aktivitet som är ny hos er är försenad.",
		    "%1 aktiviteter som är nya hos er är försenade." },
		{ "FÖRSENAD, NY HOS ER", "FÖRSENADE, NYA HOS ER" },
		NULL,
	},
	[GROUP_RELAYED_LATE] = {
		{ "1 aktivitet är försenad hos en part utan adress",
		    "%1 aktiviteter är försenade hos parter utan adress" },
		{ "1 försenad hos en part utan adress",
		    "%1 försenade hos parter utan adress" },
		{ "En aktivitet är försenad hos en part utan adress:"
		  " lämna beskedet vidare.",
		    "%1 aktiviteter är försenade hos parter utan adress:"
		    " lämna beskedet vidare." },
		{ "FÖRSENAD, HOS EN PART UTAN ADRESS",
		    "FÖRSENADE, HOS PARTER UTAN ADRESS" },
		NULL,
	},
	[GROUP_NOBODY_LATE] = {
		{ "1 aktivitet är försenad och saknar ansvarig",
		    "%1 aktiviteter är försenade och saknar ansvarig" },
		{ "1 försenad utan ansvarig", "%1 försenade utan ansvarig" },
		{ "En aktivitet utan ansvarig är försenad: ange vem som ska"
		  " leda arbetet.",
		    "%1 aktiviteter utan ansvarig är försenade: ange vem som"
		    " ska leda arbetet." },
		{ "FÖRSENAD, UTAN ANSVARIG", "FÖRSENADE, UTAN ANSVARIG" },
		NULL,
	},
	[GROUP_DUE] = {
		{ "1 aktivitet har slutdatum i dag",
		    "%1 aktiviteter har slutdatum i dag" },
		{ "1 har slutdatum i dag", "%1 har slutdatum i dag" },
		ACTIVITY("har slutdatum i dag", "har slutdatum i dag"),
		{ NULL, "SLUTDATUM I DAG" },
		NULL,
	},
	[GROUP_KNOWN_LATE] = {
		{ "1 aktivitet som en annan ansvarar för är försenad",
		    "%1 aktiviteter som andra ansvarar för är försenade" },
		{ "1 försenad hos en annan", "%1 försenade hos andra" },
		{ "En aktivitet som en annan ansvarar för är försenad.",
		    "%1 aktiviteter som andra ansvarar för är försenade." },
		{ "FÖRSENAD, FÖR KÄNNEDOM", "FÖRSENADE, FÖR KÄNNEDOM" },
		NULL,
	},
	[GROUP_FAILURES] = {
		{ "1 mejl kom inte fram", "%1 mejl kom inte fram" },
		{ "1 mejl kom inte fram", "%1 mejl kom inte fram" },
		{ "Ett mejl kom inte fram.", "%1 mejl kom inte fram." },
		{ NULL, "MEJL SOM INTE KOM FRAM" },
		"Rätta adressen, och skicka sedan igen.",
	},
	[GROUP_MISSED] = {
		{ "de uteblev en dag", "de uteblev %1 dagar" },
		{ "påminnelserna uteblev en dag",
		    "påminnelserna uteblev %1 dagar" },
		{ NULL, NULL },
		{ NULL, NULL },
		NULL,
	},
	[GROUP_FOLLOW_UP] = {
		{ NULL, "%1 planer ska följas upp" },
		{ "1 plan ska följas upp", "%1 planer ska följas upp" },
		{ NULL, "%1 planer ska följas upp." },
		{ NULL, "PLANER ATT FÖLJA UPP" },
		NULL,
	},
	[GROUP_ENDING] = {
		{ NULL, "%1 planer löper ut" },
		{ "1 plan löper ut", "%1 planer löper ut" },
		{ NULL, "%1 planer löper ut." },
		{ "PLAN SOM LÖPER UT", "PLANER SOM LÖPER UT" },
		"Avsluta planen, eller för över det som"
		" ska fortsätta till en ny plan.",
	},
	[GROUP_SOON] = {
		{ "1 aktivitet har snart slutdatum",
		    "%1 aktiviteter har snart slutdatum" },
		{ "1 har snart slutdatum", "%1 har snart slutdatum" },
		ACTIVITY("har snart slutdatum", "har snart slutdatum"),
		{ NULL, "SNART SLUTDATUM" },
		NULL,
	},
	[GROUP_NOBODY] = {
		{ "1 aktivitet saknar ansvarig",
		    "%1 aktiviteter saknar ansvarig" },
		{ "1 utan ansvarig", "%1 utan ansvarig" },
		{ "En aktivitet saknar ansvarig: ange vem som ska leda"
		  " arbetet.",
		    "%1 aktiviteter saknar ansvarig: ange vem som ska leda"
		    " arbetet." },
		{ NULL, "UTAN ANSVARIG" },
		NULL,
	},
	[GROUP_BEGIN] = {
		{ "aktivitet %1 – har arbetet börjat?",
		    "%1 aktiviteter – har arbetet börjat?" },
		{ "1 skulle ha börjat", "%1 skulle ha börjat" },
		{ "Vi vill veta om arbetet har börjat med en aktivitet som ni"
		  " ansvarar för.",
		    "Vi vill veta om arbetet har börjat med %1 aktiviteter som"
		    " ni ansvarar för." },
		{ NULL, "HAR ARBETET BÖRJAT?" },
		NULL,
	},
	[GROUP_MIDWAY] = {
		{ "aktivitet %1 är halvvägs – hur går det?",
		    "%1 aktiviteter är halvvägs – hur går det?" },
		{ "1 halvvägs", "%1 halvvägs" },
		ACTIVITY("är halvvägs", "är halvvägs"),
		{ NULL, "HALVVÄGS" },
		NULL,
	},
	[GROUP_STALE] = {
		{ "aktivitet %1 – inget nytt på länge",
		    "%1 aktiviteter – inget nytt på länge" },
		{ "1 som vi inte har hört något om på länge",
		    "%1 som vi inte har hört något om på länge" },
		{ "Vi har inte hört något på länge om en aktivitet som ni"
		  " ansvarar för.",
		    "Vi har inte hört något på länge om %1 aktiviteter som ni"
		    " ansvarar för." },
		{ NULL, "INGET NYTT PÅ LÄNGE" },
		NULL,
	},
	[GROUP_REVIEW] = {
		{ "aktivitet %1 ska följas upp",
		    "%1 aktiviteter ska följas upp" },
		{ "1 ska följas upp", "%1 ska följas upp" },
		{ "Det är dags att följa upp en aktivitet som ni ansvarar för.",
		    "Det är dags att följa upp %1 aktiviteter som ni ansvarar"
		    " för." },
		{ NULL, "DAGS ATT FÖLJA UPP" },
		NULL,
	},
	[GROUP_RELAYED] = {
		{ "1 aktivitet hos en part utan adress",
		    "%1 aktiviteter hos parter utan adress" },
		{ "1 hos en part utan adress", "%1 hos parter utan adress" },
		{ "En aktivitet ligger hos en part utan adress: lämna beskedet"
		  " vidare.",
		    "%1 aktiviteter ligger hos parter utan adress: lämna"
		    " beskedet vidare." },
		{ "HOS EN PART UTAN ADRESS", "HOS PARTER UTAN ADRESS" },
		NULL,
	},
	[GROUP_MOVED] = {
		{ "slutdatum för aktivitet %1 är flyttat till den %2",
		    "%1 aktiviteter har fått nytt slutdatum" },
		{ "1 har fått nytt slutdatum", "%1 har fått nytt slutdatum" },
		ACTIVITY("har fått nytt slutdatum", "har fått nytt slutdatum"),
		{ NULL, "NYTT SLUTDATUM" },
		NULL,
	},
	[GROUP_NEW] = {
		{ "1 aktivitet är ny hos er", "%1 aktiviteter är nya hos er" },
		{ "1 ny hos er", "%1 nya hos er" },
		{ "Ni ansvarar för en aktivitet som är ny för er.",
		    "Ni ansvarar för %1 aktiviteter som är nya för er." },
		{ "NY HOS ER", "NYA HOS ER" },
		NULL,
	},
	[GROUP_HELP_LATE] = {
		{ "1 aktivitet där ni samverkar är försenad",
		    "%1 aktiviteter där ni samverkar är försenade" },
		{ "1 där ni samverkar är försenad",
		    "%1 där ni samverkar är försenade" },
		HELPED("är försenad", "är försenade"),
		{ "FÖRSENAD, DÄR NI SAMVERKAR", "FÖRSENADE, DÄR NI SAMVERKAR" },
		help_advice,
	},
	[GROUP_HELP_DUE] = {
		{ "1 aktivitet där ni samverkar har slutdatum i dag",
		    "%1 aktiviteter där ni samverkar har slutdatum i dag" },
		{ "1 där ni samverkar har slutdatum i dag",
		    "%1 där ni samverkar har slutdatum i dag" },
		HELPED("har slutdatum i dag", "har slutdatum i dag"),
		{ NULL, "SLUTDATUM I DAG, DÄR NI SAMVERKAR" },
		help_advice,
	},
	[GROUP_HELP_SOON] = {
		{ "1 aktivitet där ni samverkar har snart slutdatum",
		    "%1 aktiviteter där ni samverkar har snart slutdatum" },
		{ "1 där ni samverkar har snart slutdatum",
		    "%1 där ni samverkar har snart slutdatum" },
		HELPED("har snart slutdatum", "har snart slutdatum"),
		{ NULL, "SNART SLUTDATUM, DÄR NI SAMVERKAR" },
		help_advice,
	},
	[GROUP_HELP_REVIEW] = {
		{ "1 aktivitet där ni samverkar ska följas upp",
		    "%1 aktiviteter där ni samverkar ska följas upp" },
		{ "1 där ni samverkar ska följas upp",
		    "%1 där ni samverkar ska följas upp" },
		HELPED("ska följas upp", "ska följas upp"),
		{ NULL, "ATT FÖLJA UPP, DÄR NI SAMVERKAR" },
		help_advice,
	},
	[GROUP_HELP_MOVED] = {
		{ "slutdatum för aktivitet %1 är flyttat till den %2",
		    "%1 aktiviteter där ni samverkar har fått nytt slutdatum" },
		{ "1 där ni samverkar har fått nytt slutdatum",
		    "%1 där ni samverkar har fått nytt slutdatum" },
		HELPED("har fått nytt slutdatum", "har fått nytt slutdatum"),
		{ NULL, "NYTT SLUTDATUM, DÄR NI SAMVERKAR" },
		NULL,
	},
	[GROUP_HELP_NEW] = {
		{ "1 ny aktivitet där ni samverkar",
		    "%1 nya aktiviteter där ni samverkar" },
		{ "1 ny där ni samverkar", "%1 nya där ni samverkar" },
		{ "Ni samverkar i en aktivitet som är ny för er.",
		    "Ni samverkar i %1 aktiviteter som är nya för er." },
		{ "NY, DÄR NI SAMVERKAR", "NYA, DÄR NI SAMVERKAR" },
		NULL,
	},
	[GROUP_FORMER] = {
		{ "ni ansvarar inte längre för aktivitet %1",
		    "ni ansvarar inte längre för %1 aktiviteter" },
		{ "1 som ni inte längre ansvarar för",
		    "%1 som ni inte längre ansvarar för" },
		{ "Ni ansvarar inte längre för en aktivitet.",
		    "Ni ansvarar inte längre för %1 aktiviteter." },
		{ NULL, "NI ANSVARAR INTE LÄNGRE FÖR" },
		"Lämna över det underlag ni har.",
	},
	[GROUP_UNCLEAR] = {
		{ "1 aktivitet är oklar", "%1 aktiviteter är oklara" },
		{ "1 oklar", "%1 oklara" },
		{ "En aktivitet är oklar.", "%1 aktiviteter är oklara." },
		{ "OKLAR", "OKLARA" },
		"Rätta med raden vid aktiviteten; till dess kan planvakt inte"
		" påminna i rätt tid.",
	},
	[GROUP_KNOWN] = {
		{ "1 aktivitet som en annan ansvarar för",
		    "%1 aktiviteter som andra ansvarar för" },
		{ "1 för kännedom", "%1 för kännedom" },
		{ "En aktivitet som en annan ansvarar för bör ni känna till.",
		    "%1 aktiviteter som andra ansvarar för bör ni känna till."
		},
		{ NULL, "FÖR KÄNNEDOM" },
		NULL,
	},
	[GROUP_OTHERS] = {
		.heading = { "ÄVEN DEN HÄR ÄR FÖRSENAD (ingen ny påminnelse i"
			     " dag)",
		    "ÄVEN DE HÄR ÄR FÖRSENADE (ingen ny påminnelse i dag)" },
	},
};
