#!/bin/sh
# SPDX-License-Identifier: ISC
# What people are told in Swedish of what they did, of what changed nothing,
# and of what the daemon says by a word of its own.
. "${0%/*}/lib.sh"

new_state 2026-05-28T09:00
start --at 2026-05-28T09:00:00
planvakt ping # meets the daemon
spoken=sv_SE.UTF-8
must planvakt department add sf Socialförvaltningen --mail sf@kommun.example \
    --escalation chef@kommun.example
must planvakt plan add vbe-2026 --title 'Plan 2026' --adopted 2026-01-19
must planvakt plan add vbe-2027 --title 'Plan 2027'
must planvakt department add ks Kommunstaben --mail ks@kommun.example
must planvakt activity add --plan vbe-2026 --activity 'Åtgärd 1' \
    --purpose '' --timeframe '31 maj 2026' --lead sf
must planvakt activity add --plan vbe-2026 --activity 'Åtgärd 2' \
    --purpose '' --timeframe '31 maj 2026' --lead ks

# --- what is sent -----------------------------------------------------------

# 31 May 2026 is a Sunday: of that day is told on Friday 29 May. Ks has nobody
# else to ask, so its coordinator is written to twice.
planvakt rehearse --from 2026-05-29 --to 2026-07-31
it "a due date is no day's that is another" grep -q \
    '^2026-05-29  *sf@kommun.example  .*nr 1 slutdatum\(;.*\)*$' "$work/out"
it "what is passed on has a name of its own" grep -q \
    '^2026-06-15  *chef@kommun.example  *nr 1 förd vidare$' "$work/out"
it "and is no reminder the second time" grep -q \
    '^2026-06-30  *samordnare@.*nr 2 förd vidare, andra gången' "$work/out"
it "nor is the week's letter" is "$(grep -c 'veckobrev,' "$work/out")" 0
it "what is late is" grep -q 'nr 1 försenad, påminnelse 2' "$work/out"
planvakt notice pause --until 2026-06-10 --reason Flytt
it "a pause says when it is over" grep -q \
    '^gjorde uppehåll i påminnelserna, som återupptas den 10 juni 2026: Flytt ' \
    "$work/out"
planvakt status
it "so does the status" grep -qx \
    'uppehåll; påminnelserna återupptas den 10 juni 2026: Flytt' "$work/out"
must planvakt notice resume

# --- what changed nothing ---------------------------------------------------

must planvakt holidays add 2026-08-07 Planeringsdag
planvakt holidays add 2026-08-07 Planeringsdag
it "that nothing changed stands first" is "$(head -n 1 "$work/out")" \
    'inget ändrades'
it "a day off is a helgdag or none" grep -q '^helgdag  *nej$' "$work/out"
must planvakt activity edit 1 --goal Trygghet
planvakt ladder reset försenad
it "a stage that was never set is so" is "$(cat "$work/out")" \
    'inget ändrades: steget ”försenad” var inte ändrat'
planvakt ladder reset slutdatum
it "a stage is found by the name that is shown" is "$(cat "$work/out")" \
    'inget ändrades: steget ”slutdatum” var inte ändrat'
planvakt ladder reset xyzzy
sed 's/.*något av: //; s/, /\n/g' "$work/err" >"$work/stages"
it "there are names to try" test "$(wc -l <"$work/stages")" -gt 8
while read -r name; do
	planvakt ladder reset "$name"
	it "each is found by its own: $name" is "$(cat "$work/out")" \
	    "inget ändrades: steget ”$name” var inte ändrat"
done <"$work/stages"
must planvakt activity add --plan vbe-2027 --activity Vag --purpose '' \
    --timeframe 'slutet av 2026' --lead ks
planvakt activity confirm 3
it "a confirmation has no comma before its activity" is "$(cat "$work/out")" \
    'fastställde aktivitet 3 ”Vag”, slutdatum den 31 december 2026, ansvarig ks'

# --- what is said once ------------------------------------------------------

planvakt activity move 1 2026-12-31 --decision 'KS § 5'
it "a move says once when it is due" is "$(cat "$work/out")" \
    "flyttade aktivitet 1 ”Åtgärd 1” från den 31 maj till den 31 december 2026, beslut KS § 5 (loggpost $(head_seq))"
planvakt activity add --plan vbe-2026 --activity 'Åtgärd 4' --purpose '' \
    --timeframe löpande --lead sf
it "nothing is said of what was not given" is "$(cat "$work/out")" \
    "lade till aktivitet 4 ”Åtgärd 4” i planen vbe-2026, tidplan ”löpande”, ansvarig sf (loggpost $(head_seq))"
planvakt activity move 4 'Ht 2026' --decision 'KS § 6'
it "what had no due date was not moved but gets one" is "$(cat "$work/out")" \
    "gav aktivitet 4 ”Åtgärd 4” slutdatum den 31 december 2026 (”Ht 2026”), beslut KS § 6 (loggpost $(head_seq))"
planvakt meeting add KS 2026-12-15 kl13
it "a time of day is one however it was typed" is "$(cat "$work/out")" \
    "lade till sammanträde i KS den 15 december 2026 klockan 13.00 (loggpost $(head_seq))"
must planvakt department edit ks --external --alias Staben
must planvakt ladder set halvvägs --off
planvakt log list
it "what is set is said without a yes" is "$(sed -n \
    's/^.*\(ändrade \(förvaltningen\|steget\)\)/\1/p' "$work/out")" \
    'ändrade förvaltningen ks (extern part; kallas även Staben)
ändrade steget ”halvvägs” i påminnelseordningen (avstängt)'
it "and nothing is told as a form has it" is \
    "$(grep -cE ': (ja|nej|[0-9]+)([;,)]|$)' "$work/out")" 0

# --- what goes on in another plan -------------------------------------------

planvakt plan carry vbe-2026 vbe-2027 --yes
it "what was carried is counted once" grep -q \
    ' till planen vbe-2027, aktiviteterna 1, 2, 4 (loggpost' "$work/out"
planvakt plan show vbe-2026
it "why the plan is closed is Swedish" grep -q \
    '^skäl till att den är avslutad  *det som återstod flyttades till vbe-2027$' \
    "$work/out"
planvakt activity show 2
it "what goes on there is told, and not that it was given up" is \
    "$(sed -n 's/^\(status\|flyttad till [a-z]*\|skäl.*\)   */\1: /p' "$work/out")" \
    'status: flyttad
flyttad till aktivitet: 6
flyttad till planen: vbe-2027'
it "and no word of English is left" is "$(grep -c carried "$work/out")" 0

# --- what is wrong ----------------------------------------------------------

mistold() # HEADING WORDS VALUES
{
	printf 'Nämnd;Datum;Tid\n%s\n' "$3" >"$work/meetings.csv"
	planvakt meeting import "$work/meetings.csv"
	it "a table's column has the name of its heading: $1" refuses \
	    "^planvakt: rad 2: $1 $2.*; inget lästes in\$"
}
mistold datum 'är inget datum' 'KS;31 juni;09:00'
mistold tid 'är inget klockslag' 'KS;2026-06-01;ett'
planvakt update 1 --date 2026-05-28
it "an option's dashes make it like no other" refuses \
    'menade du .planvakt update NUMMER --status done --done-on DATUM.\?$' 2
planvakt update 1 --nota hej
it "one letter that is wrong does" refuses 'menade du ”--note”\?$' 2
planvakt plan close vbe-2027 --reason slut
it "what cannot be undone is named" refuses \
    '^planvakt: .planvakt plan close vbe-2027. går inte att ångra, och här finns ingen att fråga'

# --- what there is not ------------------------------------------------------

printf 'Aktivitet;Syfte;Tidplan;Ansvarig\nUtan tid;Bra;;ks\n' \
    >"$work/plan.csv"
must planvakt import "$work/plan.csv" --plan vbe-2027
planvakt activity show 8
it "what has no timeframe has no empty one" grep -q \
    '^tidplan  *utan datum$' "$work/out"
it "and was added all the same" grep -q ' tillagd: utan tidplan$' "$work/out"
it "and why it is unclear is true" grep -q '^oklart  *tidplan saknas$' "$work/out"
planvakt activity list --unclear
it "and said once" is "$(sed -n 's/^  *\(tidplan.*\)/\1/pI' "$work/out")" \
    'tidplan saknas'
must planvakt activity move 8 'maj 2027' --decision 'KS § 7'
planvakt activity show 8
it "its first due date is no move in its history" grep -q \
    ' ny tidplan: maj 2027, slutdatum den 31 maj 2027, enligt KS § 7$' "$work/out"
planvakt timeline --plan vbe-2026
it "what goes on elsewhere has a sign of its own" is \
    "$(grep -cE '^ *[124] » .*Åtgärd' "$work/out")" 3
must planvakt department add polisen Polisen --external
planvakt department list
it "who is no department is told from them" grep -q '^polisen .* ja$' "$work/out"
planvakt
it "nor counted as one" grep -q '^1 plan, 1 förvaltning, 2 externa parter;.*, 3 flyttade$' \
    "$work/out"

# --- keys -------------------------------------------------------------------

new_key sf
new_key sf2
planvakt key add sf "$work/keys/sf.pub" --role förvaltning --department sf
it "a department's key is one" is "$(cat "$work/out")" \
    "gav nyckeln sf behörighet för förvaltningen sf (loggpost $(head_seq))"
who=sf
must planvakt key replace sf "$work/keys/sf2.pub" --yes
who=coordinator
planvakt key list
it "one that another took the place of is said to be so" grep -q \
    ' ersatt av en annan$' "$work/out"
finish
