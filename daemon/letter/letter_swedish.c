/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_words.h"

const struct letter_words letter_swedish = {
	.rehearsal = "[Övning] ",
	.no_plan = "Påminnelser",
	.more_plans = { " och en plan till", " och flera planer till" },
	.subject_case = " (ärende %1)",
	.to = "Till ",
	.coordinator = "Till brottsförebyggande samordnaren",
	.director = "Till förvaltningschefen för ",
	.chief = "Till chefen för ",
	.steering = "Till beredningsgruppen för planen ”%1”",
	.steering_any = "Till beredningsgruppen",
	.numbers = { "ingen", "en", "två", "tre", "fyra", "fem", "sex", "sju",
	    "åtta", "nio", "tio", "elva", "tolv" },
	.capital = { "Inga", "En", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju",
	    "Åtta", "Nio", "Tio", "Elva", "Tolv" },
	.months = { "", "januari", "februari", "mars", "april", "maj", "juni",
	    "juli", "augusti", "september", "oktober", "november",
	    "december" },
	.date = "%1 %2 %3",
	.day_and_month = "%1 %2",
	.days_of_month = "den %1 %2",
	.days_of_year = "den %1 %2 %3",
	.quote = "”%1”",
	.and = " och ",
	.repeats = "Något av detta har vi skrivit om förut, på fel dag: klockan"
		   " i vår dator gick före. Det mejl som gäller är det här.\n",
	.far = {
		.workdays_ago = { ", för en arbetsdag sedan",
		    ", för %1 arbetsdagar sedan" },
		.days_ago = { ", för en dag sedan", ", för %1 dagar sedan" },
		.months_ago = { ", för en månad sedan",
		    ", för %1 månader sedan" },
		.years_ago = { ", för ett år sedan", ", för %1 år sedan" },
		.ahead = ", om %1 dagar",
		.on = "den %1%2",
		.today = "i dag, den %1",
		.tomorrow = "i morgon, den %1",
	},
	.hears = {
		.subject_by = " – svara senast %1",
		.subject_today = " – svara i dag",
		.subject_by_new = " Svara senast %1",
		.subject_today_new = " Svara i dag",
		.by = "Svara på det här mejlet senast den %1.",
		.today = "Svara på det här mejlet i dag.",
		.whenever = "Svara på det här mejlet.",
		.heading_by = "SVARA PÅ DET HÄR MEJLET SENAST DEN %1",
		.heading_today = "SVARA PÅ DET HÄR MEJLET I DAG",
		.heading = "SVARA PÅ DET HÄR MEJLET",
		.own_none = "Ert senaste svar: inget.",
		.own = "Ert senaste svar, den %1:",
		.none = "Senaste svar: inget.",
		.answer = "Senaste svar, den %1:",
		.answer_from = "Senaste svar, den %1 från %2:",
	},
	.deaf = {
		.subject_by = " – lämna besked senast %1",
		.subject_today = " – lämna besked i dag",
		.subject_by_new = " Lämna besked senast %1",
		.subject_today_new = " Lämna besked i dag",
		.by = "Lämna besked senast den %1.",
		.today = "Lämna besked i dag.",
		.whenever = "Lämna besked.",
		.heading_by = "LÄMNA BESKED SENAST DEN %1",
		.heading_today = "LÄMNA BESKED I DAG",
		.heading = "LÄMNA BESKED",
		.own_none = "Senaste lägesrapport: ingen.",
		.own = "Senaste lägesrapport, den %1:",
		.none = "Senaste lägesrapport: ingen.",
		.answer = "Senaste lägesrapport, den %1:",
		.answer_from = "Senaste lägesrapport, den %1 från %2:",
	},
	.need_not = "Ni behöver inte svara.",
	.need_not_now = "Ni behöver inte svara nu.",
	.need_not_news = "Ni behöver inte svara på det nya.",
	.wrong_by = "Stämmer det inte? Svara på det här mejlet senast den %1.",
	.cannot_reply = "Det går inte att svara på det här mejlet. Lämna"
			" besked till den som samordnar planen.",
	.number = "med numret (%1)",
	.any_number = "med aktivitetens nummer",
	.one_of = "och ett av",
	.all_of = "och",
	.asks = {
	[ASK_DONE] = "klar, och vilket datum",
	[ASK_UNDER_WAY] =
	    "pågår, hur långt ni har kommit, och när det blir klart",
	[ASK_NOT_BEGUN] = "inte börjat, och vilken dag arbetet ska börja",
	[ASK_NEW_DATE] = "behöver nytt datum: vilket, varför, och vilket"
			 " beslut (t.ex. SN 2022-12-15 § 201)",
	[ASK_WHEN] = "vilken dag den blir klar",
	[ASK_DECISION] = "när beslut om nytt datum fattas",
	[ASK_REVIEW] = "vad som har gjorts sedan sist, och om arbetet"
		       " fortsätter som planerat",
	},
	.else_director = "Får vi inget svar skriver vi till er förvaltningschef"
			 " den %1.",
	.else_chief = "Får vi inget svar skriver vi till er chef den %1.",
	.else_steering = "Får vi inget svar skriver vi till planens"
			 " beredningsgrupp den %1.",
	.else_coordinator = "Får vi inget svar tar vi kontakt med er"
			    " den %1.",
	.else_first = "Får vi inget svar påminner vi den %1.",
	.else_again = "Får vi inget svar påminner vi igen den %1.",
	.waiting = { "En aktivitet till kommer i nästa mejl.",
	    "%1 aktiviteter till kommer i nästa mejl." },
	.others_more = { "En till är försenad.", "%1 till är försenade." },
	.new_lead = { "en aktivitet som ni ansvarar för",
	    "%1 aktiviteter som ni ansvarar för" },
	.new_help = { "en aktivitet där ni samverkar",
	    "%1 aktiviteter där ni samverkar" },
	.new_help_too = { ", en där ni samverkar", ", %1 där ni samverkar" },
	.escalated_silent = "aktivitet %1 är försenad, %2 utan svar",
	.escalated_passed =
	    "aktivitet %1 är försenad, utlovad dag har passerat",
	.reminders = { "en påminnelse", "%1 påminnelser" },
	.tasks_heading = "DET HÄR GÖR NI I PLANVAKT\n",
	.tasks = {
	[TASK_ANSWER] = {
		"När aktiviteten är klar, när ni har fått ett svar, eller när"
		" ett nytt datum är beslutat:\n",
		"  planvakt update NUMMER --status done --done-on DATUM\n"
		"  planvakt update NUMMER --expected DATUM --reported-by KOD\n"
		"  planvakt activity move NUMMER TIDPLAN --decision BESLUT\n",
	},
	[TASK_ASSIGN] = {
		"När det är bestämt vem som leder arbetet:\n",
		"  planvakt activity assign NUMMER KOD\n",
	},
	[TASK_FOLLOW_UP] = {
		"När planen har följts upp:\n",
		"  planvakt plan follow-up %1 --on DATUM --decision BESLUT\n",
	},
	[TASK_PICTURE] = {
		"När lägesbilden är antagen:\n",
		"  planvakt picture adopt --on DATUM --decision BESLUT\n",
	},
	[TASK_END] = {
		"När planen ska avslutas, eller när det som inte är klart ska"
		" föras över till en ny plan:\n",
		"  planvakt plan close %1 --reason SKÄL\n"
		"  planvakt plan carry %1 KOD\n",
	},
	[TASK_MAIL] = {
		"När adressen ska rättas:\n",
		"  planvakt department edit KOD --mail ADRESS\n",
	},
	},
	.plan_code = "KOD",
	.signature = "Brottsförebyggande samordnaren",
	.footer = "Det här mejlet skickades automatiskt av planvakt.",
	.footer_for =
	    "Det här mejlet skickades automatiskt av planvakt för samordnaren.",
	.rehearsal_footer =
	    "Det här är en övning: inget i mejlet gäller på riktigt.",
	.footer_plan = "Plan: %1",
	.footer_case = ", ärende %1",
	.footer_adopted = ", antagen den %1",
	.footer_decision = " (%1)",
	.log = "För arkiv och revision (ni behöver inte göra något):"
	       " kontrollvärde, loggpost %1 i planvakts logg:",
	.item = {
		.purpose = "Syfte: %1",
		.carried = "Hade nummer %1 i %2.",
		.was_to_be_done = "Skulle ha varit klar %1.",
		.to_be_done = "Ska vara klar %1.",
		.quiet_due = "Slutdatum är %1. Det infaller under den"
			     " påminnelsefria tiden, så vi skriver redan nu.",
		.was_to_begin = "Enligt tidplanen skulle arbetet börja den %1."
				" Har det börjat?",
		.midway = "Halva tiden har gått (den %1–%2). Vi har inte fått"
			  " någon lägesrapport.",
		.midway_until = "Halva tiden till den %1 har gått. Vi har inte"
				" fått någon lägesrapport.",
		.nth = { "", "Första påminnelsen efter slutdatum.",
		    "Andra påminnelsen efter slutdatum.",
		    "Tredje påminnelsen efter slutdatum.",
		    "Fjärde påminnelsen efter slutdatum.",
		    "Femte påminnelsen efter slutdatum.",
		    "Sjätte påminnelsen efter slutdatum.",
		    "Sjunde påminnelsen efter slutdatum.",
		    "Åttonde påminnelsen efter slutdatum.",
		    "Nionde påminnelsen efter slutdatum.",
		    "Tionde påminnelsen efter slutdatum.",
		    "Elfte påminnelsen efter slutdatum.",
		    "Tolfte påminnelsen efter slutdatum." },
		.nth_more = "Påminnelse nummer %1 efter slutdatum.",
		.acknowledged = "Vårt mejl kvitterades den %1.",
		.delayed = "Påminnelsen skulle ha skickats den %1 men blev"
			   " fördröjd.",
		.timeframe = "Tidplan: %1.",
		.due_date = "Slutdatum: den %1.",
		.next = { "Nästa påminnelse: den %1, när halva tiden har gått.",
		    "Nästa påminnelse: den %1, om arbetet inte har börjat.",
		    "Nästa påminnelse: den %1." },
		.moved = "Nytt slutdatum: den %1.",
		.moved_from = "Tidigare: den %1.",
		.decision = "Beslut: %1.",
		.taken_over =
		    "Ni har tagit över ledningen av arbetet från %1.",
		.replaced = "Ni har ersatt %1, som fick de tidigare mejlen om"
			    " aktiviteten.",
		.former = "Ledningen av arbetet har gått över till %1.",
		.former_nobody = "Ni leder inte längre arbetet.",
		.equal_self = "Planen nämner flera med lika ansvar. Ni står"
			      " först och får påminnelserna tills samordnaren"
			      " har bestämt vem som leder arbetet.",
		.equal_other = "Planen nämner flera med lika ansvar. %1 står"
			       " först och får påminnelserna tills samordnaren"
			       " har bestämt vem som leder arbetet.",
		.no_date = "Planen anger inget datum.",
		.undated = "Det går inte att läsa ut något datum.",
		.vague = "Tidplanen är ungefärlig.",
		.unclear = "En som samverkar enligt planen är ingen känd"
			   " förvaltning.",
		.read_as = "Vi har läst den som %1–%2.",
		.read_from = "Vi har läst den som från och med den %1.",
		.read_until = "Vi har läst den som till och med den %1.",
		.nobody = "Ingen ansvarar för den: ange vem som ska leda"
			  " arbetet.",
		.unknown = "Planen anger ”%1”, som inte är någon känd"
			   " förvaltning: ange vem som ska leda arbetet.",
		.equal = "Planen nämner flera med lika ansvar: ange vem som ska"
			 " leda arbetet.",
		.lead = "Ansvarig: %1",
		.nobody_leads = "Ingen ansvarar för den än.",
		.cooperating = "Samverkar: ",
		.relayed = "Lämnas vidare till: %1",
		.plan = "Plan: %1",
		.reminded = "%1 påmindes %2.",
		.reminded_times =
		    "%1 har påmints %2 gånger, senast den %3.",
		.late_since = "%1: skulle ha varit klar den %2.",
		.due_by = "%1: slutdatum den %2.",
		.command_move =
		    "planvakt activity move %1 TIDPLAN --decision BESLUT",
		.command_confirm = "planvakt activity confirm %1",
		.command_show = "planvakt activity show %1",
		.command_assign = "planvakt activity assign %1 KOD",
		.command_lead = "planvakt activity confirm %1 --lead KOD",
	},
	.answer = {
		.statuses = { "ej påbörjad", "pågår", "klar", "utgår" },
		.progress = ", %1 %",
		.expected = ", väntas klar den %1",
		.passed = "Den dagen har passerat.",
		.reopened = "Den har återupptagits sedan dess.",
		.coordinator = "samordnaren",
		.noted = "Senast registrerat av samordnaren, den %1:",
		.noted_own = "Senast registrerat av er, den %1:",
		.wrote = "Ni skrev: %1",
		.quoted = "%1",
		.needs_date = "Vi har tagit emot det. Slutdatumet gäller tills"
			      " ett nytt är beslutat.",
	},
	.plan = {
		.adopted = "Planen antogs den %1.",
		.adopted_by = "Planen antogs den %1 (%2).",
		.subject_follow = "planen ska följas upp senast %1",
		.subject_late = "planen skulle ha följts upp senast %1",
		.subject_ending = "planen gäller till och med %1",
		.subject_ended = "planen gällde till och med %1",
		.picture = "Lägesbilden",
		.subject_picture = "lägesbilden ska uppdateras senast %1",
		.subject_picture_late =
		    "lägesbilden skulle ha uppdaterats senast %1",
		.one_picture = "Lägesbilden ska uppdateras senast den %1.",
		.one_picture_late =
		    "Lägesbilden skulle ha uppdaterats senast den %1.",
		.to_update = "Ska uppdateras senast %1.",
		.updated_late = "Skulle ha uppdaterats senast %1.",
		.updated = "Senast antagen den %1 (%2).",
		.one_follow = "En plan ska följas upp senast den %1.",
		.one_late = "En plan skulle ha följts upp senast den %1.",
		.one_ending = "En plan gäller till och med den %1.",
		.one_ended = "En plan gällde till och med den %1.",
		.steering_advice = "Ta upp det vid nästa möte och lämna besked"
				   " till samordnaren.",
		.to_follow = "Ska följas upp senast %1.",
		.followed_late = "Skulle ha följts upp senast %1.",
		.ending = "Gäller till och med %1.",
		.ended = "Gällde till och med %1.",
		.meeting = "%1 kan ta upp det den %2: handlingarna ska vara"
			   " klara den %3.",
		.followed = "Senast uppföljd den %1.",
		.followed_decision = "Senast uppföljd den %1 (%2).",
		.never_followed =
		    "Planen har inte följts upp sedan den antogs.",
		.nth = { "", "Första påminnelsen.", "Andra påminnelsen.",
		    "Tredje påminnelsen.", "Fjärde påminnelsen.",
		    "Femte påminnelsen.", "Sjätte påminnelsen.",
		    "Sjunde påminnelsen.", "Åttonde påminnelsen.",
		    "Nionde påminnelsen.", "Tionde påminnelsen.",
		    "Elfte påminnelsen.", "Tolfte påminnelsen." },
		.nth_more = "Påminnelse nummer %1.",
		.law = "Enligt 6 § lagen (2023:196) om kommuners ansvar för"
		       " brottsförebyggande arbete ska kommunen minst vartannat"
		       " år uppdatera lägesbilden över brottsligheten och följa"
		       " upp åtgärdsplanen.",
	},
	.report = {
		.failed_mail = "Till %1, %2: %3.",
		.failed_coordinator = "Till samordnaren, %2: %3.",
		.of_run = "mejlet den %1",
		.of_test = "ett provmejl",
		.answer = "Mejlsystemet svarade: %1",
		.resend = "planvakt notice resend %1",
		.missed_day = "Påminnelserna uteblev en dag, den %1.",
		.missed_days = "Påminnelserna uteblev %1 dagar, %2.",
		.missed_many = "Påminnelserna uteblev %1 dagar, den första den"
			       " %2 och den sista den %3.",
		.missed_told = "Det som skulle ha skickats då finns i dagens"
			       " mejl. Be den som sköter servern att ta reda"
			       " på varför planvaktd inte var igång.",
	},
	.picture = {
		.heading = "DET SOM LÄGESBILDEN VISAR",
		.high = "Fler iakttagelser än väntat i %3: %1 (%2).",
		.low = "Färre iakttagelser än väntat i %3: %1 (%2).",
		.problem = "Ingen aktivitet svarar mot problemet %1.",
		.other = "övrigt",
		.activities = { "Svarar inte mot något problem: aktivitet %1.",
		    "Svarar inte mot något problem: aktiviteterna %1." },
		.kinds = "Inte sett, eller inte rapporterat, under den här"
			 " månaden och de två föregående: %1.",
		.more = "%1 till",
	},
	.digest = {
		.subject = "Veckobrev den %1: %2",
		.escalated = { "en förd vidare till er",
		    "%1 förda vidare till er" },
		.late = { "en försenad", "%1 försenade" },
		.answered = { "ett svar", "%1 svar" },
		.unclear = { "en oklar", "%1 oklara" },
		.failed = { "ett mejl kom inte fram", "%1 mejl kom inte fram" },
		.soon = { "en har snart slutdatum", "%1 har snart slutdatum" },
		.duties = { "en plan att följa upp",
		    "%1 planer att följa upp" },
		.meetings = { "handlingar till ett sammanträde",
		    "handlingar till %1 sammanträden" },
		.departures = { "ett avviker i lägesbilden",
		    "%1 avviker i lägesbilden" },
		.picture_subject = "lägesbilden att uppdatera",
		.nothing_subject = "inget att göra",
		.nothing = "Inget är försenat, oklart eller nytt, och inget har"
			   " slutdatum inom 30 dagar. Det här mejlet kommer med"
			   " månadens första veckobrev även när det inte"
			   " finns något att berätta. Om det uteblir är något"
			   " fel.",
		.says_late = { "En aktivitet är försenad.",
		    "%1 aktiviteter är försenade." },
		.says_late_in_all = { "Sammanlagt är en aktivitet försenad.",
		    "Sammanlagt är %1 aktiviteter försenade." },
		.says_answered = { "Ett svar har kommit.",
		    "%1 svar har kommit." },
		.says_noted = { "För en aktivitet har ni själva"
				" registrerat läget.",
		    "För %1 aktiviteter har ni själva registrerat"
		    " läget." },
		.says_soon = { "En aktivitet har slutdatum inom 30 dagar.",
		    "%1 aktiviteter har slutdatum inom 30 dagar." },
		.says_unclear = { "En aktivitet är oklar.",
		    "%1 aktiviteter är oklara." },
		.says_failed = { "Ett mejl kom inte fram.",
		    "%1 mejl kom inte fram." },
		.late_heading = "FÖRSENADE",
		.late_rest = "ÖVRIGA FÖRSENADE",
		.answered_heading = "SVAR SEDAN FÖRRA VECKOBREVET",
		.answered_first = "SVAR",
		.noted_heading =
		    "REGISTRERAT AV ER SEDAN FÖRRA VECKOBREVET",
		.noted_first = "REGISTRERAT AV ER",
		.soon_heading = "SLUTDATUM INOM 30 DAGAR",
		.unclear_heading = "OKLARA",
		.sent_heading = "SKICKAT SEDAN FÖRRA VECKOBREVET",
		.sent_first = "SKICKAT",
		.duties_heading = "PLANERNAS UPPFÖLJNING OCH LÄGESBILDEN",
		.plans_heading = "PLANERNAS UPPFÖLJNING",
		.picture_heading = "LÄGESBILDEN",
		.meetings_heading = "SAMMANTRÄDEN",
		.late_item = "%1: %2, skulle ha varit klar den %3.",
		.late_nobody = 
		    "%1: ingen ansvarig, skulle ha varit klar den %3.",
		.soon_item = "%1: %2, den %3.",
		.soon_nobody = "%1: ingen ansvarig, den %3.",
		.answered_item = "%1: %2 den %3:",
		.noted_item = "%1: den %3:",
		.sent = { "Utöver veckobrevet skickades ett mejl.",
		    "Utöver veckobrevet skickades %1 mejl." },
		.kept_here = "Mejlen ligger kvar på den här datorn och skickas"
			     " inte till någon.",
		.fault_subject = "fel i loggen",
		/* What it found is said in English, for who runs it. */
		.fault = "Kontrollen av planvakts logg den %1 hittade ett fel."
			 " Säg det i dag till den som sköter planvakt:"
			 " planvaktd check visar vad som är fel.",
		.unchecked_subject = "loggen är inte kontrollerad",
		.unchecked = "Den senaste kontrollen av planvakts logg var den"
			     " %1. Den ska göras varje vecka: säg det till den"
			     " som sköter planvakt.",
		.never_checked = "Ingen har kontrollerat planvakts logg sedan"
				 " den började den %1. Det ska göras varje"
				 " vecka: säg det till den som sköter"
				 " planvakt.",
		.failed_since = { "Ett mejl kom inte fram:",
		    "%1 mejl kom inte fram:" },
		.failed_list = "  planvakt notice list --state failed\n",
		.followed_late = "%1: skulle ha följts upp senast den %2.",
		.to_follow = "%1: ska följas upp senast den %2.",
		.ended = "%1: gällde till och med den %2.",
		.ending = "%1: gäller till och med den %2.",
		.picture_late =
		    "Lägesbilden: skulle ha uppdaterats senast den %2.",
		.picture = "Lägesbilden: ska uppdateras senast den %2.",
		.meeting = "%1 den %2.",
		.meeting_time = "%1 den %2 klockan %3.%4.",
		.papers = "Handlingar klara den %1.",
		.papers_late = "Handlingarna skulle vara klara den %1.",
		.more = "Och %1 till: planvakt %2",
	},
	.reasons = letter_reasons_swedish,
	.groups = letter_groups_swedish,
	.escalated_once = &letter_once_swedish,
};
