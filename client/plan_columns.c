/* SPDX-License-Identifier: ISC */
#include "client/plan_columns.h"

#include <stdlib.h>
#include <string.h>

#include "client/encoding.h"
#include "client/heading_fold.h"
#include "client/plan_periods.h"
#include "client/plan_rows.h"

/* In the order of the columns of a plan. */
const struct heading_field plan_fields[] = {
	{ "key",
	    "Nr, Nummer, Id, Punkt, Löpnummer, Löpnr, Radnr, Number, "
	    "Key, No, #, Item, Ref, Nummer/id, Åtgärdsnummer, "
	    "Åtgärdsnr, Åtgärd nr, Aktivitet nr, Aktivitetsnummer, "
	    "Tiltaksnr, Lnr, Løpenummer, Lfd nr, Åtgärds-ID, ID-nr, "
	    "Rad, Åtg nr, Refnr, Ref nr, Reference, Action no, Action "
	    "number, Tiltak nr, Nr/id" },
	{ "goal",
	    "Huvudmål, Målområde, Fokusområde, Delmål, Insatsområde, "
	    "Utvecklingsområde, Prioriterat område, Målsättning, "
	    "Inriktningsmål, Effektmål, Strategiskt mål, Strategiska "
	    "mål, Kategori, Tema, Process, Goal, Objective, Focus "
	    "area, Theme, Priority area, Hovedmål, Delmål, "
	    "Innsatsområde, Satsingsområde, Satsningsområde, "
	    "Fokusområde, Indsatsområde, Övergripande mål, Nämndmål, "
	    "Kommunmål, Resultatmål, Verksamhetsmål, Delmålen, "
	    "Målområden, Fokusområden, Insatsområden, Prioriterade "
	    "områden, Prioriterat insatsområde, Temaområde, "
	    "Huvudområde, Åtgärdsområde, Strategiområde, Perspektiv, "
	    "Strand, Workstream, Pillar, Strategic "
	    "objective, Objectives, Hovedområde, Innsatsområder, Mål "
	    "og delmål" },
	{ "activity",
	    "Åtgärd, Åtgärder, Åtgärdsbeskrivning, Insats, Insatser, "
	    "Aktivitet, Aktiviteter, Aktivitetsbeskrivning, "
	    "Tiltak, Indsats, Indsatser, Measure, Measures, Action, "
	    "Actions, Activity, Activities, Handling, Handlinger, Uppdrag, "
	    "Uppgift, Uppgifter, Task, Tasks, Oppgave, Opgave, Löfte, "
	    "Löften, Åtagande, Åtaganden, Rekommendation, "
	    "Rekommendationer, Vad ska göras, Vad, Hva, Hvad, What, "
	    "Recommendation, Recommendations, Recommended action, Akt, "
	    "Beskrivning av åtgärd, Beskrivning av aktivitet, "
	    "Beskrivelse av tiltak, Description of action, "
	    "Åtgärdsförslag, Förslag till åtgärd, Delaktivitet, "
	    "Delaktiviteter, Arbetsuppgift, Arbetsuppgifter, Projekt, "
	    "Initiativ, Initiative, Deliverable, Hur gör vi, Vad gör "
	    "vi, Vad ska vi göra",
	    HEADING_MAIN | HEADING_LOOSE },
	{ "purpose",
	    "Syfte, Syften, Ändamål, Önskad effekt, Förväntad effekt, "
	    "Förväntat resultat, Varför, Riskanalys, Purpose, Aim, "
	    "Aims, Why, Formål, Hensikt, Intended effect, Expected "
	    "outcome, Mål och syfte, Bakgrund och syfte, Mål, Goals, "
	    "Avsikt, Motiv, Motivering, Effekt, Förväntad nytta, "
	    "Nytta, Vad vill vi uppnå, Begrunnelse, Begrundelse, "
	    "Rationale, Desired outcome" },
	{ "timeframe",
	    "Tidplan, Tidsplan, Tidsram, Tid, Tider, När, Period, "
	    "Tidsperiod, Genomförandetid, Genomförandeperiod, "
	    "Tidpunkt, Tidsangivelse, Tidsatt, Genomförs, År, När i "
	    "tid, Timeframe, Time frame, Timeline, Time, Timing, When, "
	    "Schedule, Tidsramme, Tidspunkt, Når, Hvornår, Hvornaar, "
	    "Tidsrom, Fremdriftsplan, Timescale, Timescales, Time "
	    "scale, Dates, Tidsplanering, Tidplanering, Tidsramar, "
	    "Tidshorisont, Tidsperspektiv, Tidsintervall, Start/slut, "
	    "Start och slut, Start - slut, Start–slut, Start och "
	    "slutdatum, Startdatum/slutdatum, Från/till, Termin, "
	    "Kvartal, Månad, Planerad tid, Planerat genomförande, "
	    "Periode, Tidsperiode, Gjennomføring, Gjennomføringstid",
	    HEADING_LOOSE },
	{ "start",
	    "Start, Startdatum, Startar, Starttid, Start datum, "
	    "Påbörjas, Från, Fr.o.m., From, Start date, Startdato, "
	    "Oppstart, Begin, Fra, Planerad start, Startar datum, "
	    "Startår, Startmånad, Planerat startdatum, Planerat start, "
	    "Planned start, Starts, Startes, Startdag, Inleds, "
	    "Oppstartsdato, Opstart, Fra dato" },
	{ "end",
	    "Slut, Slutdatum, Sluttid, Slut datum, Klart senast, Klar "
	    "senast, Ska vara klart, Ska vara klar, Klart, Klar, "
	    "Färdigt, Färdig, Färdigdatum, Klardatum, Tidsfrist, "
	    "Frist, Deadline, Senast, Till, T.o.m., Förfallodatum, "
	    "Måldatum, Sista datum, Avslutas, End, End date, Due, Due "
	    "date, By when, Finish, To, Sluttdato, Slutdato, Til, "
	    "Planerat slut, Planerat klart, Planerat klar, Beräknat "
	    "klart, Beräknas klart, Beräknas klar, Färdigställt, "
	    "Target date, Completion date, Slutår, Slutmånad, Klart "
	    "datum, Senast klart, Senast klar, Genomfört senast, "
	    "Genomförs senast, Genomförd senast, Åtgärdas senast, "
	    "Åtgärdat senast, Slutförs senast, Slutfört senast, "
	    "Färdigt senast, Färdig senast, Sista dag, Slutförs, "
	    "Planerat slutdatum, Planned end, Deadlines, Due by, "
	    "Complete by, To be completed by, Target completion, "
	    "Target completion date, Delivery date, "
	    "Ferdig, Færdig, Ferdigstilles, Senest, Frist "
	    "for gjennomføring, Til dato",
	    HEADING_LOOSE },
	{ "owner",
	    "Ansvarig, Huvudansvarig, Ansvarig förvaltning, Ansvarig "
	    "nämnd, Ansvariga, Ansvar, Huvudansvar, Ansvarig part, "
	    "Ansvarig enhet, Ansvarig verksamhet, Ansvarig aktör, "
	    "Ansvarig organisation, Ansvarig myndighet, "
	    "Ansvarsfördelning, Genomförandeansvar, Ägare, "
	    "Uppdragsägare, Sammankallande, Utförare, Vem, Vem "
	    "ansvarar, Vem gör, Mottagare av uppdraget, Förvaltning, "
	    "Nämnd, Owner, Responsible, Lead, Lead agency, "
	    "Responsibility, Responsible party, Accountable, Who, "
	    "Ansvarlig, Hovedansvarlig, Hovedansvar, Ansvarlige, Hvem, "
	    "Ansvarlig enhet, Tovholder, Ansv, Ansv förv, Ansvarig funktion, "
	    "Ansvarig "
	    "förv, Ansvarigt kontor, Ansvarig avdelning, Processägare, "
	    "Projektägare, Åtgärdsägare, Aktivitetsägare, Aktör, "
	    "Aktörer, Utförs av, Genomförs av, Av vem, Lead officer, "
	    "Lead partner, Lead organisation, Action owner, "
	    "Responsible officer, Responsible person, Responsible "
	    "agency, By whom, By who, Delivery lead, Agency, Eier, "
	    "Ejer, Hovedansvarlig enhet, Ansvarshavende",
	    HEADING_LOOSE },
	{ "cooperating",
	    "Samverkanspart, Samverkansparter, Samverkan, Samverkar, "
	    "Samverkan med, I samverkan med, Samarbetspart, "
	    "Samarbetspartner, Samarbetsparter, Medverkande, "
	    "Medverkar, Medansvarig, Medansvariga, Deltagare, Deltar, "
	    "Berörda, Berörda parter, Övriga aktörer, Stöd, "
	    "Cooperating, Partners, Partner, Cooperation, Supporting, "
	    "Support, Contributors, Together with, Samarbeidspartner, "
	    "Samarbeidspartnere, Samarbeidspart, Samarbeid, "
	    "Medvirkende, Samarbejdspartner, Samarbejdspartnere, "
	    "Samarbejde, Bidragsytere, Samverkanspartner, "
	    "Samverkanspartners, Samverkansaktörer, Samv, Delaktiga, "
	    "Samverkande, "
	    "Samverkande parter, Medverkande parter, Övriga deltagare, "
	    "Övriga medverkande, Andra aktörer, Andra parter, Berörda "
	    "förvaltningar, Involverade, Involverade parter, "
	    "Samarbetspartners, Delivery partners, Supporting "
	    "partners, Partners involved, Other partners, "
	    "Stakeholders, Involverte, Involverede, Medansvarlig, "
	    "Deltakere, Deltagere",
	    HEADING_LOOSE },
	{ "status",
	    "Status, Läge, Lägesstatus, Genomförandestatus, Nuläge, "
	    "Nulägesstatus, Statusläge, State, Progress status, "
	    "Fremdrift, Genomförd, Genomfört, Utförd, Utfört, Slutförd, "
	    "Slutfört, Avslutad, Avslutat, Klarmarkerad, Done, "
	    "Completed, Gjennomført, Utført, Fullført, Gennemført, "
	    "Afsluttet",
	    HEADING_LOOSE },
	{ "comment",
	    "Kommentar, Kommentarer, Statuskommentar, Kommentar till "
	    "status, Anteckning, Anteckningar, Notering, Noteringar, "
	    "Anmärkning, Lägesbeskrivning, Lägesrapport, Comment, "
	    "Comments, Note, Notes, Remarks, Merknad, Merknader, "
	    "Bemærkning, Bemærkninger, Anm, Anmärkningar, Övriga "
	    "kommentarer, Lägesuppdatering, Statusbeskrivning, "
	    "Statusuppdatering, Progress update, Latest update, "
	    "Update, Updates, Progress notes",
	    HEADING_LOOSE },
	{ "date",
	    "Statusdatum, Datum för status, Datum status, Status datum, "
	    "Klarmarkerad datum, Genomförd datum, Genomfört datum, "
	    "Avslutad datum, Slutförd datum, Utfört datum, Klar datum, "
	    "Senast uppdaterad, Uppdaterad, Datum, Status date, "
	    "Date of status, Date, Updated, Last updated, Completed on, "
	    "Done on, Dato, Statusdato" },
	{ "progress",
	    "%, Procent, Framdrift, Framdrift %, Färdigställandegrad, "
	    "Genomförandegrad, Andel klart, Klart i procent, "
	    "Procent klart, Progress, Percent, Per cent, "
	    "Percent complete, Complete, % complete, % klart, Prosent, "
	    "Ferdigstillelsesgrad" },
	{ "area", "Område, Områden, Area, Areas" },
	{ "strategy",
	    "Strategi, Strategier, Inriktning, Strategy, Strategies" },
	{ 0 },
};

/* As output_csv.c and `export` write them. What follows from others is derived
 * and passed over. */
const struct heading_field listed_fields[] = {
	{ "number", "id" },
	{ "daemon", "daemon" },
	{ "plan", "plan" },
	{ "key", "key" },
	{ "goal", "goal" },
	{ "activity", "activity", HEADING_MAIN },
	{ "purpose", "purpose" },
	{ "timeframe", "timeframe.text" },
	{ "kind", "timeframe.kind" },
	{ "listed_start", "timeframe.start" },
	{ "listed_end", "timeframe.end" },
	{ "lead", "lead" },
	{ "cooperating", "cooperating" },
	{ "owner", "owner_text" },
	{ "status", "status" },
	{ "progress", "progress" },
	{ "date", "done_on" },
	{ "comment", "comment" },
	{ "area", "areas" },
	{ "strategy", "strategies" },
	{ "unclear", "unclear" },
	{ "review", "review" },
	{ "due", "due" },
	{ "overdue", "overdue" },
	{ "reason", "reason" },
	{ "kept", "other" },
	{ 0 },
};

bool plan_columns_are_listed(const struct grid_row *row)
{
	bool words = false, owner = false;

	for (size_t i = 0; i < row->count; i++) {
		const char *text = row->cells[i].text;

		words |= text != NULL && strcmp(text, "timeframe.text") == 0;
		owner |= text != NULL && strcmp(text, "owner_text") == 0;
	}
	return words && owner;
}

/* --- what names leave open --- */

static int field_of(const char *name)
{
	int i = 0;

	while (strcmp(plan_fields[i].name, name) != 0)
		i++;
	return i;
}

static bool is_free(const struct headings *headings, const char *field)
{
	return headings_column(headings, field) < 0;
}

/* Whether a heading is one of "Mål, Goals". */
static bool plan_columns_is_name(const char *heading, const char *names)
{
	struct buffer folded = { 0 };
	bool found = false;

	heading_fold(&folded, heading);
	while (*names != '\0' && !found) {
		size_t length = strcspn(names, ",");

		found = length == folded.length &&
		    memcmp(names, folded.bytes, length) == 0;
		names += length;
		names += strspn(names, ", ");
	}
	buffer_free(&folded);
	return found;
}

static bool plan_columns_is_named(
    const struct headings *headings, size_t column, const char *names)
{
	return headings->names[column] != NULL &&
	    plan_columns_is_name(headings->names[column], names);
}

static bool is_chosen(const struct headings *headings, size_t column)
{
	return headings->scores[column] > 3000;
}

/* "Mål" of an activity stands to its right, or is what it stands under. */
static void settle_goal(struct headings *headings)
{
	int activity = headings_column(headings, "activity");
	int goal = field_of("goal");

	for (size_t i = 0; i < headings->width; i++) {
		bool is_purpose = headings->is[i] == field_of("purpose");

		if (!is_free(headings, "goal") || is_chosen(headings, i) ||
		    (headings->is[i] != COLUMN_KEPT && !is_purpose))
			continue;
		if (plan_columns_is_named(
			headings, i, "mål, goals, mål och syfte") &&
		    ((int)i < activity || !is_purpose))
			headings->is[i] = goal;
	}
	/* A second column of activities: what the first is a part of. */
	for (size_t i = 0; i < headings->width; i++)
		if (is_free(headings, "goal") &&
		    headings->is[i] == COLUMN_KEPT &&
		    plan_columns_is_named(headings, i,
			"aktivitet, aktiviteter, åtgärd, åtgärder, insats, "
			"insatser, uppdrag, activity, action, tiltak, indsats, "
			"strategi"))
			headings->is[i] = goal;
}

static bool has_time(const struct headings *headings)
{
	return !is_free(headings, "timeframe") || !is_free(headings, "start") ||
	    !is_free(headings, "end");
}

static void settle_date(struct headings *headings)
{
	int date = headings_column(headings, "date");

	if (date >= 0 && !has_time(headings) &&
	    !is_chosen(headings, (size_t)date) &&
	    plan_columns_is_named(headings, (size_t)date, "datum, date, dato"))
		headings->is[date] = field_of("timeframe");
}

/* A number that may be of a time; one or two digits alone count marks. */
static bool has_number(const char *text)
{
	return strpbrk(text, "0123456789") != NULL &&
	    (strspn(text, "0123456789") < strlen(text) || strlen(text) > 2);
}

/* How many of a column's cells there are, and how many of them begin with a
 * word or have a digit. */
static size_t count_cells(const struct headings *headings,
    const struct grid *grid, size_t column, const char *begin, size_t *found)
{
	struct buffer folded = { 0 };
	size_t count = 0;

	*found = 0;
	for (size_t i = headings->row + 1; i < grid->count; i++) {
		const char *text = grid_text(&grid->rows[i], column);

		if (text == NULL || plan_row_is_sum(&grid->rows[i]))
			continue;
		count++;
		buffer_cut(&folded, 0);
		encoding_fold(&folded, text, strlen(text));
		*found += begin != NULL
		    ? strncmp(folded.bytes, begin, strlen(begin)) == 0
		    : has_number(text);
	}
	buffer_free(&folded);
	return count;
}

/* The council's word on an assignment is how it stands. */
static void settle_decision(struct headings *headings, const struct grid *grid)
{
	for (size_t i = 0; i < headings->width; i++) {
		size_t count, found;

		if (!is_free(headings, "status") ||
		    headings->is[i] != COLUMN_KEPT ||
		    !plan_columns_is_named(
			headings, i, "beslut, ställningstagande, bedömning"))
			continue;
		count = count_cells(headings, grid, i, "förklaras", &found);
		if (count > 0 && found == count)
			headings->is[i] = field_of("status");
	}
}

/* Headings that stand for a status where their cells are marks. */
static const char marked[] =
    "klart, klar, färdigt, färdig, färdigställt, "
    "genomförd, genomfört, utförd, utfört, slutförd, slutfört, avslutad, "
    "avslutat, ej påbörjad, ej påbörjat, inte påbörjad, inte påbörjat, "
    "ej startad, pågår, pågående, påbörjad, påbörjat, försenad, försenat, "
    "utgår, avbruten, done, completed, not started, in progress, started, "
    "ongoing, gjennomført, utført, fullført, ikke påbegynt, pågår, "
    "gennemført, afsluttet, i gang, igangværende";

/* "Klart" of marks beside a "Klart" of days is whether. */
static void settle_whether(struct headings *headings, const struct grid *grid)
{
	for (size_t i = 0; i < headings->width; i++)
		if (is_free(headings, "status") &&
		    headings->is[i] == COLUMN_KEPT &&
		    plan_columns_is_named(headings, i, marked) &&
		    plan_periods_are_marks(headings, grid, i))
			headings->is[i] = field_of("status");
}

/* A column a status, with a mark in one of them: together they are it. */
static void settle_marks(struct headings *headings, const struct grid *grid)
{
	bool is_mark[GRID_COLUMNS_MAX] = { false };
	size_t count, digits, marks = 0;

	for (size_t i = 0; i < headings->width; i++) {
		if (!plan_columns_is_named(headings, i, marked) ||
		    is_chosen(headings, i))
			continue;
		count = count_cells(headings, grid, i, NULL, &digits);
		is_mark[i] = count == 0 || 2 * digits < count;
		marks += is_mark[i];
	}
	for (size_t i = 0; i < headings->width && marks > 1; i++)
		if (is_mark[i])
			headings->is[i] = field_of("status");
}

/* "Klart" with days is until when, with marks whether. */
static void settle_end(struct headings *headings, const struct grid *grid)
{
	int end = headings_column(headings, "end");
	size_t count, found;

	if (end < 0 || is_chosen(headings, (size_t)end) ||
	    !is_free(headings, "status") ||
	    !plan_columns_is_named(headings, (size_t)end,
		"klart, klar, färdigt, färdig, färdigställt"))
		return;
	count = count_cells(headings, grid, (size_t)end, NULL, &found);
	if (count == 0 || 2 * found >= count)
		return;
	headings->is[end] = field_of("status");
}

void plan_columns_settle(struct headings *headings, const struct grid *grid)
{
	if (headings->fields != plan_fields)
		return;
	settle_goal(headings);
	if (!has_time(headings))
		plan_periods_settle(headings, grid, field_of("timeframe"));
	settle_decision(headings, grid);
	settle_marks(headings, grid);
	settle_end(headings, grid);
	settle_whether(headings, grid);
	settle_date(headings);
}

int plan_columns_year(const struct headings *headings)
{
	int year = 0;

	for (size_t i = 0; i < headings->width; i++) {
		const char *at = headings->names[i];
		const char *field = headings->is[i] < 0
		    ? ""
		    : headings->fields[headings->is[i]].name;

		if (at == NULL ||
		    (strcmp(field, "timeframe") != 0 &&
			strcmp(field, "end") != 0))
			continue;
		for (; *at != '\0'; at++) {
			if (strspn(at, "0123456789") != 4 ||
			    strncmp(at, "20", 2) != 0)
				continue;
			if (year != 0)
				return 0;
			year = (int)strtol(at, NULL, 10);
			at += 3;
		}
	}
	return year;
}

const char *plan_column_marked(const struct headings *headings, size_t column)
{
	const char *name = headings->names[column], *rest;

	if (plan_columns_is_named(headings, column, marked))
		return name;
	rest = name != NULL ? strchr(name, ' ') : NULL;
	return rest != NULL && plan_columns_is_name(rest + 1, marked) ? rest + 1
								      : NULL;
}
