/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_words.h"

const struct reason_words letter_reasons_swedish[] = {
	{ "No time is written.", "Tidplan saknas." },
	{ "It is longer than 200 characters; write the time by itself.",
	    "Texten är längre än 200 tecken; skriv bara tiden." },
	{ "Some of it is not understood as a time; write it like \"ht 2030\" or"
	  " \"senast 31 mars 2030\".",
	    "Texten går inte att läsa som en tid; skriv till exempel"
	    " ”ht 2030” eller ”senast 31 mars 2030”." },
	{ "No year is written; add it.",
	    "Årtalet saknas; skriv vilket eller vilka år." },
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
	    " ”årligen”, eller båda ändar med årtal." },
	{ "It passes from one year into the next; write the year at both ends.",
	    "Tiden går över ett årsskifte; skriv årtalet i båda ändar." },
	{ "A winter lies in two years; write both, like \"vintern 2029/2030\".",
	    "En vinter ligger i två år; skriv båda, till exempel"
	    " ”vintern 2029/2030”." },
	{ "A school year lies in two years; write both, like"
	  " \"läsåret 2029/2030\".",
	    "Ett läsår ligger i två år; skriv båda, till exempel"
	    " ”läsåret 2029/2030”." },
	{ "The turn of the year lies in two years; write both, like"
	  " \"årsskiftet 2029/2030\".",
	    "Ett årsskifte ligger i två år; skriv båda, till exempel"
	    " ”årsskiftet 2029/2030”." },
	{ "Two years stand where one is enough; write the one that is meant.",
	    "Det står två årtal där ett räcker; skriv det som menas." },
	{ "The digits can be read in more than one way; write the day as"
	  " 2030-03-31.",
	    "Siffrorna kan läsas på flera sätt; skriv dagen som 2030-03-31." },
	{ "It can be July or Christmas; write the month in full, or the day.",
	    "”Jul” kan vara juli eller julen; skriv ut månaden, eller"
	    " dagen." },
	{ "The month has no such day.", "Månaden har ingen sådan dag." },
	{ "There is no such month; a year has 1 to 12.",
	    "Det finns ingen sådan månad; månaderna är 1–12." },
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
	    "Tidplanen är ungefärlig." },
	{ "Only what it comes after is written; confirm when it begins.",
	    "Tidplanen säger bara vad aktiviteten kommer efter, inte när." },
	{ "It is marked as uncertain where it is written; confirm the dates.",
	    "Tiden är skriven som osäker." },
	{ "It names a choice of times, and all of them are taken; confirm the"
	  " dates.",
	    "Det står flera tider att välja mellan; alla har tagits med." },
	{ "Two digits after the month are taken as the year; confirm the"
	  " dates.",
	    "Två siffror efter månaden har lästs som årtalet." },
	{ "No year is written and the plan's year is taken; confirm the dates.",
	    "Årtalet saknas; det år som angavs har använts." },
	{ "A number is taken as a day as a spreadsheet counts it; confirm the"
	  " dates.",
	    "Ett tal har lästs som en dag, så som kalkylprogram räknar dem." },
	{ NULL, NULL },
};
