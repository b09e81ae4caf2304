#!/bin/sh
# SPDX-License-Identifier: ISC
# What people read under a Swedish locale, one that this machine need not have,
# and what stays as it is.
. "$(dirname "$0")/lib.sh"

# --- the catalogue ----------------------------------------------------------

po=$(dirname "$0")/../../packaging/po
run "$po/extract" "$work/template.pot"
it "the sources' texts can be listed" succeeds
run msgcmp "$po/sv.po" "$work/template.pot"
it "each of them has its Swedish, none is fuzzy" is "$status" 0
run msgfmt --check --check-format -o "$work/sv.mo" "$po/sv.po"
it "values stand in both languages alike" succeeds
# tests/unit/log_sentence_every.c asks the English ones the same.
it "no sentence of the log is a form, 'name: value'" is "$(grep '^msgstr ' \
    "$po/sv.po" | grep -oE ': <[a-z_ ]+>' | grep -vE \
    ': <(reason|note|comment|subject|answer|departure|failures|state)>')" ''

new_state 2022-06-30T08:30
start --at 2022-06-30T08:30:00
planvakt ping # meets the daemon

# --- a refusal of the daemon's, worded by the client ------------------------

planvakt activity show 99
it "a refusal is English without a locale" \
    refuses '^planvakt: there is no activity 99: '
for spoken in sv_SE.UTF-8 sv sv_FI sv_SE.ISO-8859-1; do
	planvakt activity show 99
	it "a refusal is Swedish under $spoken" \
	    refuses '^planvakt: det finns ingen aktivitet 99: '
done
for spoken in C POSIX en_GB.UTF-8 nn_NO.UTF-8; do
	planvakt activity show 99
	it "a refusal is English under $spoken" \
	    refuses '^planvakt: there is no activity 99: '
done

spoken=sv_SE.UTF-8
planvakt department add sf Socialförvaltningen --mail sf.kommun.example
it "a field's rule is said of the option that was typed" \
    refuses '^planvakt: --mail är ingen e-postadress: skriv den som namn@example'
must planvakt department add sf Socialförvaltningen --mail sf@kommun.example
must planvakt plan add p --title Plan --adopted 2022-01-10
must planvakt activity add --plan p --activity A --purpose B \
    --timeframe 'Vt 2022' --lead sf
planvakt activity drop 1 --reason 'Görs av regionen'
planvakt activity edit 1 --area abc
it "a list's field is its option" \
    refuses '^planvakt: --area ska vara något av: vbe, hrv$'
planvakt rehearse --from 31/8 --to 2022-09-30
it "a day without its year is told so" refuses \
    '^planvakt: --from saknar årtal: skriv ÅÅÅÅ-MM-DD, till exempel 2026-06-30, '
planvakt update 1 --expected '31 augusti'
it "of any option" refuses '^planvakt: --expected saknar årtal: '
must planvakt rehearse --from 'torsdag den 30 juni 2022' --to 20220731
planvakt quiet add förra veckan
it "and a value's is what was typed" \
    refuses '^planvakt: ”förra” är inget datum: skriv ÅÅÅÅ-MM-DD, till exempel'
planvakt holidays add 2026-13-01 Jul
it "of any value" refuses '^planvakt: ”2026-13-01” är en dag som inte finns: '
planvakt notice test fel
it "an address too" refuses '^planvakt: ”fel” är ingen e-postadress: '
planvakt holidays add 2026-12-23 ''
it "where there is none, its name" \
    refuses '^planvakt: namn saknas: skriv några ord$'
planvakt rehearse --from 2022-01-01 --to 2022-02-01
it "days that are past are told in Swedish" refuses \
    '^planvakt: --to: dagarna före den 30 juni 2022 har passerat: .* --since 2022-01-01 visar '
planvakt setting set zone ''
it "and no zone, by an example" \
    refuses '^planvakt: tidszon saknas: skriv till exempel Europe/Stockholm$'
planvakt setting set calendar kanske
it "of on and off is chosen" refuses '^planvakt: .* ”av”, ”på”$'
planvakt activity drop 1 --reason 'Görs av regionen'
it "a state is a word of the sentence's language" \
    refuses '^planvakt: aktivitet 1 har redan status utgår'
planvakt activity add --plan p --activity C --purpose B \
    --timeframe 'Vt 2022' --lead sf
must planvakt update 2 --status pågående --progress '40 %' \
    --expected '14 juli 2022' --note 'Remiss'
must planvakt_json activity show 2
it "values are taken in Swedish" \
    is "$(json '$.status') $(json '$.progress') $(json '$.expected')" \
    "started 40 2022-07-14"
must planvakt activity list --status PÅGÅR
planvakt activity list --status pågår
it "and shown so" grep -q ' pågår ' "$work/out"

planvakt update 2 --status kanske
it "what there is to choose from is what can be typed" refuses \
    '^planvakt: --status ska vara något av: ej påbörjad, pågår, klar$'
planvakt import "$work/no.csv" --plan p
it "the system's own words are Swedish, with its locale or without" refuses \
    "^planvakt: det går inte att läsa $work/no.csv: det finns ingen sådan fil"
planvakt log export /proc/self/x
it "so is what cannot be done" \
    refuses '^planvakt: det går inte att skapa /proc/self/x/: '
must planvakt activity add --plan p --activity D --purpose B \
    --timeframe Löpande --lead sf --review 'var fjärde månad'
planvakt activity show 3
it "an interval is said as people say it" \
    grep -q '^utan slutdatum följs upp  *var fjärde månad$' "$work/out"
it "and a timeframe that is its kind once" \
    grep -q '^tidplan  *Löpande$' "$work/out"
must planvakt snooze 2 --until '20 juli 2022'
# No member of the JSON is a label, but for those that are Swedish too.
for words in 'activity show 3' 'snooze 2 --until 2022-07-20' 'plan show p' \
    'department edit sf --external' 'department edit sf --external' ping \
    'notice pause --until 2022-07-11 --reason x' 'notice resume' \
    'picture adopt --on 2022-06-01 --decision x' \
    'picture adopt --on 2022-06-01 --decision x'; do
	# shellcheck disable=SC2086 # words of a command
	must planvakt_json $words
	ask_json "select key from said, json_each(doc)" | tr _ ' ' |
	    grep -vxE 'plan|status|version|text' >"$work/members"
	# shellcheck disable=SC2086
	must planvakt $words
	it "$words has Swedish labels" is "$(sed 's/  .*//' "$work/out" |
	    grep -cxFf "$work/members")" 0
done
planvakt activity show 2
it "but not of what has a due date" \
    is "$(grep -c 'följs upp' "$work/out")" 0
it "what was written stands behind its status" grep -q \
    ' pågår, 40 %, väntas klar den 14 juli 2022: Remiss$' "$work/out"
planvakt update 2 --note 'Ute på remiss.'
it "its full stop does not end our sentence" grep -q \
    'Ute på remiss; slutdatum den 30 juni 2022 ' "$work/out"
planvakt activity show 2
it "a day in a history's words is one" grep -q \
    '40 %, väntas klar den 14 juli 2022' "$work/out"
planvakt activity edit 3 --review '5 månader'
it "in a sentence too" grep -q 'med 5 månaders mellanrum' "$work/out"
planvakt activity edit 3 --goal Trygghet
it "an activity is called one" grep -q \
    '^ändrade aktivitet 3 ”D” (mål ”Trygghet”) ' "$work/out"
planvakt activity edit 3 --goal ''
it "and what is taken away is said" grep -q ' (utan mål)' "$work/out"
planvakt log list
it "the first entry is in words" grep -q \
    'övning den 30 juni 2022 klockan 08.30; .*; språk svenska)$' "$work/out"
it "a department is one" grep -q \
    'lade till förvaltningen sf ”Socialförvaltningen”' "$work/out"
planvakt activity edit 3 --review snart
it "and what is none is said with one" refuses \
    '^planvakt: --review är inget intervall: skriv till exempel ”4 månader”'
planvakt update 3 --progress '60 %'
it "what is done in part of what is not begun is asked about" grep -q \
    '^status är fortfarande ej påbörjad: ange --status pågår' "$work/out"
planvakt help
it "what a line says stands 50 columns in, whatever its letters" grep -q \
    "^  activity move 7 'Vt 2027' --decision 'KS § 12'    [^ ]" "$work/out"
planvakt update 3 --progress '70 %' --status pågår
it "but not where it has" is "$(grep -c fortfarande "$work/out")" 0
must planvakt update 3 --status planned
it "nor where it was given back" is "$(grep -c fortfarande "$work/out")" 0
must planvakt update 3 --status started
must planvakt quiet add '1 augusti' 7/8 --yearly
planvakt quiet list
planvakt log list
it "a day of every year is said as one" grep -q \
    'tid från och med den 1 augusti till och med den 7 augusti (varje år)$' "$work/out"
planvakt quiet list
it "and read as one" \
    grep -q '^08-01  *08-07  *ja' "$work/out"

# --- the daemon's sentences within results ----------------------------------

# What it says in English, with values in it, is found by its words.
printf 'Aktivitet;Tidplan;Ansvarig\nE;2022;Socialforvaltningen\nF;2022;Polisen\n' \
    >"$work/plan.csv"
planvakt import "$work/plan.csv" --plan p --dry-run
it "an import's reason is Swedish" \
    grep -q ' ”Polisen”: finns inte i registret: lägg till ' "$work/out"
it "so is one that has values" grep -qF \
    'finns inte i registret: menades Socialförvaltningen? Kör i så fall `planvakt department edit sf --alias' \
    "$work/out"
printf 'Aktivitet;Tidplan;Ansvarig\nE;våren;sf\nF;Polisen;Polisen\n' \
    >"$work/when.csv"
planvakt import "$work/when.csv" --plan p --dry-run
it "what is wrong with a time reads as what is wrong with an owner" grep -qx \
    'rad 2, tidplan ”våren”: årtalet saknas; skriv vilket eller vilka år' "$work/out"
planvakt timeframe våren
it "in a list, too" grep -q '  årtalet saknas; skriv vilket eller vilka år$' "$work/out"
planvakt activity move 2 '31 feb 2022' --decision 'KS § 1'
it "and in a refusal" refuses \
    '^planvakt: tidplan: månaden har ingen sådan dag$'
planvakt activity move 2 '31 maj 1822' --decision 'KS § 1'
it "so is a year that nobody means" refuses \
    '^planvakt: tidplan: tiden ligger inte mellan 1990 och 2099: se efter vilket år'
planvakt activity move 2 löpande --decision 'KS § 1'
it "a note on a write is" \
    grep -q '^aktiviteten har inget slutdatum längre: ' "$work/out"
planvakt notice pause --until 2022-07-20 --reason Semester
it "with the day in it" grep -q '^inget skickas före den 20 juli 2022; ' "$work/out"
planvakt
it "the first screen is" grep -q ', du är samordnare (samordnare)\. Övning: inget är på riktigt$' \
    "$work/out"
it "with the plural of what it counts" grep -qF \
    '1 plan, 0 förvaltningar, 1 extern part; 0 ej påbörjade, 2 pågår, 0 klara, 1 utgår' \
    "$work/out"
it "and a pause" grep -q '^uppehåll; påminnelserna återupptas den 20 juli 2022: Semester$' "$work/out"
planvakt_json activity show 99
it "JSON is no language" refuses \
    '^\{"error":\{"word":"not found","message":"there is no activity 99: '

# --- å ä ö come last --------------------------------------------------------

for code in ö ä å zeta; do
	must planvakt department add $code "Nämnden $code" --mail n@kommun.example \
	    --alias "Ärla $code" --alias "Åsa $code" --alias "Bo $code"
done
planvakt_json department list
it "å ä ö are last in a list" is "$(ask_json "select
    group_concat(value ->> 'code', ' ') from said, json_each(doc)")" \
    "sf zeta å ä ö"
it "so they are in a cell" is "$(json '$[4].aliases')" \
    '["Bo ö","Åsa ö","Ärla ö"]'

# --- documents, which another program reads ---------------------------------

printf 'PK\003\004' >"$work/plan.xlsx"
planvakt import "$work/plan.xlsx" --plan p
it "what is wrong with a document is Swedish" refuses \
    "^planvakt: $work/plan.xlsx är skadat eller inte helt: "
planvakt_json import "$work/plan.xlsx" --plan p
it "but in JSON" refuses "\"message\":\"$work/plan.xlsx is damaged or "

printf 'X;Y\na;b\n' >"$work/headless.csv"
planvakt import "$work/headless.csv" --plan p
it "the column that a heading needs has its Swedish name" refuses \
    "^planvakt: $work/headless.csv har ingen rubrikrad som känns igen: det behövs en kolumn för aktivitet .Åtgärd, "
printf 'Aktivitet;Syfte\n"Utan slut;Kort\n' >"$work/quote.csv"
planvakt import "$work/quote.csv" --plan p
it "what is wrong in a line is Swedish, as the line is" refuses \
    "^planvakt: rad 2 i $work/quote.csv saknar ett avslutande citattecken"

# --- the programs' own words ------------------------------------------------

planvakt hjälpa
it "an unknown command is said in one sentence" refuses \
    "^planvakt: okänt kommando ”hjälpa”: se .planvakt hjälp." 2
planvakt activity lisst
it "so is an unknown word" refuses \
    "^planvakt: okänt ord ”lisst”: menade du ”list”" 2
planvakt activity list --ovrdue
it "so is an unknown option" refuses \
    "^planvakt: okänt alternativ ”--ovrdue”: menade du ”--overdue”" 2
planvakt activity show
it "so is a word that is missing" refuses \
    '^planvakt: <nr> saknas: planvakt activity show <nr>$' 2
planvakt activity show 1 2
it "and one too many" refuses '^planvakt: 2 är ett ord för mycket' 2
must planvakt quiet add 2022-07-20 2022-07-24
must planvakt plan add lag --title 'Plan' --statutory
planvakt log list
it "what is so is Swedish there" grep -q \
    "(lagstadgad uppföljning)" "$work/out"
it "a quiet period has a sentence in the log" grep -q \
    'tid från och med den 20 juli 2022 till och med den 24 juli 2022$' \
    "$work/out"
planvakt status --verbose
it "a status names nothing twice" is "$(sed -n \
    's/^\(påminnelser\|utskick\|nekade förfrågningar\)  .*/\1/p' "$work/out" |
    tr '\n' ' ')" 'påminnelser utskick nekade förfrågningar '
planvakt ladder show
it "an end is told with what it depends on" grep -q \
    'bara om perioden är längre än så' "$work/out"
it "when a stage's notices are sent is Swedish" grep -q \
    '  30 och 7 dagar före slutdatumet och på slutdatumet, arbetsdagen före' \
    "$work/out"
it "and the day itself is no number of days" grep -q \
    '^slutdatum  *0  *på slutdatumet, arbetsdagen före' "$work/out"
it "and whom they tell" grep -q '  ansvarig, samverka[a-z]*' "$work/out"
must planvakt ladder set förd\ vidare --told förvaltningschefen
planvakt ladder show
it "stages and who is told are read as they are shown" \
    grep -q '^förd vidare .*  förvaltningschefen  *ja' "$work/out"
planvakt ladder set förd\ vidare --told förvaltningschefen
it "what is as it was is told in words" is "$(sed -n \
    's/^\(enhet\|får besked\)  *//p' "$work/out" | paste -sd';')" \
    'arbetsdagar efter att den första påminnelsen om det försenade kom fram;förvaltningschefen'
while read -r words; do
	# shellcheck disable=SC2086 # words without spaces
	must planvakt ladder set $words
	planvakt ladder show
	it "when it is sent is Swedish whatever the numbers: $words" is \
	    "$(grep -cE ' (the|then|days?|weekly|monthly|and|until) ' "$work/out")" 0
done <<-END
	overdue --at 0 --at 0
	overdue --at 1 --at 3
	upcoming --at 1
	begin --at 1
	stale --at 1
	midway --at 1
	escalated --at 1
	unclear --at 1 --at 1
	follow-up --at 0 --at 0
	follow-up --at 1 --at 12 --at 90 --at 60 --at 30
	ending --at 0
	ending --at 3 --at 60 --at 30
END
must planvakt ladder reset
planvakt ladder set oklar --at 9 --at 0
it "a refusal calls a stage what it is called" refuses \
    '^planvakt: --at: talen för steget ”oklar” är antal veckor i rad \(1–8\), '
planvakt ladder set oklar --told samverkar
it "and whom it may tell" refuses \
    '^planvakt: --told: samverkar .*steget ”oklar”: välj bland samordnare(, |$)'
planvakt kind add Hot --area vbe
it "and a kind" refuses 'slaget ”Hot” finns redan: det räknas som ”hot mot .*”'
must planvakt ladder set lyft\ till\ chef --told förvaltningschefen
must planvakt rating set 2 --period 2022 --band reached
must planvakt ladder set upcoming --at 20 --at 5
must planvakt setting set signature 'Eva, Kommunstaben'
must planvakt setting set signature ''
must planvakt activity edit 1 --area vbe --strategy förebygga
must planvakt activity edit 1 --area vbe --area hrv
planvakt log list
it "a stage's numbers are a list in the log" grep -q \
    'steget ”snart slutdatum” i påminnelseordningen till 20 och 5$' "$work/out"
it "what was emptied is told" grep -q 'tömde inställningen signature$' \
    "$work/out"
it "a list of one is no list" grep -q '(område vbe; inriktning förebygga)$' \
    "$work/out"
it "one of two is" grep -q '(områden vbe, hrv)$' "$work/out"
it "whom a stage tells is so in the log" grep -q \
    'steget ”förd vidare” i påminnelseordningen, besked till förvaltningschefen$' "$work/out"
it "so is a rating's word" \
    grep -q 'gav aktivitet 2 ”C” omdömet ”uppnått målvärde” för 2022$' "$work/out"
planvakt rating set 2 --period 2022-T1 --band reached
it "and what it is for" grep -q 'för tertial 1 2022 (loggpost' "$work/out"
must planvakt rating set 2 --period 'första halvåret 2022' --band reached
planvakt rating list --period 2022-01..06
it "in a list" grep -q '  första halvåret 2022  uppnått' "$work/out"
planvakt activity show 2
it "and with its activity" grep -q '  tertial 1 2022  *uppnått' "$work/out"
planvakt --format csv rating list --period 2022-T1
it "but not in CSV" grep -q '^2;p;C;2022-T1;uppnått' "$work/out"
planvakt kind list
it "a kind is also called what Swedes call it, not its own name" is \
    "$(sed -n 's/^flygblad  *vbe  *//p; s/^hot eller våld mot personal  *övrigt  *//p' "$work/out")" \
    "flygbladen, flyers och flygblad, utdelning av flygblad
incident mot personal, incidenter mot personal, tillbud mot personal"
must planvakt_json kind list
it "and JSON has all spellings" is "$(json '$[0].spellings[2]')" leaflets
planvakt rating set 2 --period 2022 --band bra
it "a word that is none of its option's is said of the option" refuses \
    '^planvakt: --band ska vara något av planens omdömen: '
planvakt observation add --date '1 juli 2023' --area vbe --kind flygblad \
    --text X
it "so is a day" refuses '^planvakt: --date ligger i framtiden: '
planvakt observation add --date '1 mars 2022' --area vbe --kind flygblad \
    --environment x --text X
it "and one of the daemon's own lists, with a blank before the first" refuses \
    '^planvakt: --environment ska vara något av: [a-zåäö]'
planvakt kind add x --area brand
it "a choice that is a code in every language is one beside a word" refuses \
    '^planvakt: --area ska vara något av: vbe, hrv, övrigt$'
must planvakt kind add brand --area övrigt
planvakt notice list --state bra
it "a notice is planned, an activity is not begun" refuses \
    '^planvakt: --state ska vara något av: planerad, skickad, '
planvakt notice list --state planerad
it "and found by that" is "$status" 0
must planvakt activity add --plan p --activity F --purpose B \
    --timeframe '31 maj 2022' --lead sf
it "what stands behind a day is parted from it" \
    grep -q '; slutdatum den 31 maj 2022, försenad (loggpost' "$work/out"
planvakt department edit sf --language svenska
it "a language is called one" grep -qx 'språk  *svenska' "$work/out"
must planvakt setting set digest torsdag
planvakt setting list
it "a setting's word is taken and shown in Swedish" \
    grep -q '^digest  *torsdag  *veckobrevets veckodag' "$work/out"
planvakt setting set digest lördag
it "and what there is to choose from" refuses \
    '^planvakt: veckobrevets dag ska vara något av: ”av”, ”måndag”, ”tisdag”, '
new_key auditor
must planvakt key add rev "$work/keys/auditor.pub" --role revisor
who=auditor
planvakt plan follow-up p --on 2022-06-01 --decision x
it "a command is called what is typed" refuses \
    '^planvakt: plan follow-up kräver samordnarens nyckel; din har rollen revisor'
who=coordinator
# shellcheck disable=SC2016 # the editor's own words
printf 'cp "$1" "%s/edited"\n' "$work" >"$work/editor"
run env EDITOR="sh $work/editor" "$programs/planvakt" --socket "$socket" \
    --key "$work/keys/coordinator" activity edit 3
it "an activity is edited in Swedish" is "$(sed -n 's/^\([^# ][^:]*\):.*/\1/p' \
    "$work/edited" | paste -sd,)" \
    "aktivitet,syfte,mål,områden,inriktningar,utan slutdatum följs upp"
must planvakt meeting add KS '5 september 2022' 9
it "a date has its own \"den\"" grep -q \
    '^lade till sammanträde i KS den 5 september 2022 klockan 09.00 (loggpost' \
    "$work/out"
must planvakt setting set hour 09.00
it "an hour is said as Swedes write it" grep -q \
    '^ändrade inställningen hour till ”09.00” ' "$work/out"
must planvakt setting list
it "and listed so" grep -q '^hour  *09\.00  ' "$work/out"
must planvakt_json setting list
it "but not to programs" is "$(ask_json "select value ->> 'value'
    from said, json_each(doc) where value ->> 'name' = 'hour'")" 9
planvakt log list
it "nor is the hour of the first entry a bare number" grep -q \
    '; klockslag 08\.00; språk svenska)$' "$work/out"
planvakt status --check
it "a level is Swedish" grep -q '^varning: \|^ok: \|^allvarligt: ' "$work/out"
planvaktd rehearse --state "$state" --from 2022-06-01 --to 2022-07-01
it "planvaktd says in Swedish which days are past" grep -q \
    '^planvaktd: dagarna före den 30 juni 2022 har passerat: .* --since 2022-06-01 ' \
    "$work/err"
planvaktd
it "planvaktd alone says what there is" refuses \
    '^planvaktd: inget kommando: de som finns är init, run, check, ' 2
planvaktd run
it "and run what it needs" refuses \
    '^planvaktd: --state saknas: planvaktd --help visar hur den används$' 2
planvaktd --help
it "planvaktd says how it is used" grep -q '^användning: planvaktd init' \
    "$work/out"
it "shows how a time is written" is "$(grep -c '2026-05-04T09:00' \
    "$work/out")" 2
it "and tells its words" grep -q '^  restore   återställer ' "$work/out"
run "$programs/planvakt-office" --help
it "so does planvakt-office" grep -q '^användning: planvakt-office read' \
    "$work/out"
planvaktd check --state "$state"
it "a check is told in Swedish" grep -q \
    '^ok: antal loggposter [0-9]*, alla signaturer är giltiga och tabellerna stämmer med loggposterna' "$work/out"
it "all of it" is "$(grep -cE '^(tjänsten SHA256|inte kontrollerat: loggen)' \
    "$work/out")" 2
planvaktd init --state "$work/other" --coordinator anna \
    --key "$work/keys/coordinator.pub" --mail anna@kommun.example
it "init says in Swedish what is next" is "$(grep -c \
    '^nästa steg$\|^tjänstens nyckel är SHA256:' "$work/out")" 2
planvaktd rehearse --state "$state" --from 2022-07-01 --to 2022-07-31
it "stages have their Swedish names" grep -q '^ *tilldelad   *1  ' "$work/out"

# --- one of a kind ----------------------------------------------------------

must planvakt plan add ett --title Ett
must planvakt activity add --plan ett --activity A --purpose B \
    --timeframe 'Ht 2022' --lead sf
planvakt export "$work/ett.csv" --plan ett
it "what is one is told as one" is "$(cat "$work/out")" \
    "1 aktivitet skriven till $work/ett.csv"
planvakt import "$work/ett.csv" --plan ett --dry-run
it "the columns of an export are said in Swedish" grep -q \
    'timeframe.start = startdatum, timeframe.end = slutdatum (tidplan)' \
    "$work/out" "$work/err"

# --- the record -------------------------------------------------------------

# Confined it could not read the catalogue anyway.
stop
printf '[daemon]\nconfine = no\n' >"$work/conf"
start --at 2022-06-30T10:00 --config "$work/conf"
must planvakt log export "$work/log"
it "the daemon signs English sentences, whatever started it" grep -q \
    "2022 samordnare dropped 1 'A': Görs av regionen$" "$work/log/log.txt"
it "in both files" grep -q "dropped 1 'A': Görs av regionen" \
    "$work/log/log.csv"
heard 'listening on' || bail "planvaktd did not start"
it "and speaks English to a file" is \
    "$(grep -c 'this is a rehearsal: nothing in it is real' "$log")" 1

# --- on a terminal ----------------------------------------------------------

on_terminal()
{
	run python3 "$(dirname "$0")/terminal.py" --columns 200 "$@"
}

printf 'Aktivitet;Tidplan;Ansvarig\n%s;Ht 2022;Nämnden zeta, Nämnden å\n' \
    'Skriv in villkor i reglerna för uthyrning av lokaler' >"$work/equal.csv"
must planvakt import "$work/equal.csv" --plan p
run python3 "$(dirname "$0")/terminal.py" --columns 80 "$programs/planvakt" \
    --socket "$socket" --key "$work/keys/coordinator"
it "why something is unclear is not cut at 80 columns" grep -q \
    '… *lika ansvariga: vem leder?' "$work/out"
planvakt ping
it "a size is one that people read" grep -q '^största meddelande  *32 MiB$' \
    "$work/out"
on_terminal "$programs/planvaktd" run --state "$state"
it "what hinders a start is Swedish on a terminal" grep -q \
    "planvaktd: en annan planvaktd körs på $state: stoppa den först" "$work/out"
stop
on_terminal --type-at 'på riktigt' "$programs/planvaktd" run --state "$state"
it "so is what a service says there" is \
    "$(sed -n '/ root: /d; /sanitizer/d; s/^.*planvaktd: //p' "$work/out")" \
    "tar emot anslutningar på $socket
detta är en övning: inget i den är på riktigt"
it "at a time as its clock shows it" grep -qE \
    '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} planvaktd: tar emot' "$work/out"
spoken=C.UTF-8
on_terminal --type-at 'nothing in it is real' \
    "$programs/planvaktd" run --state "$state"
it "and English where its user's words are" grep -q \
    "planvaktd: listening on $socket" "$work/out"
finish
