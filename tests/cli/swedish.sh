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
it "a field's rule is said in the field's sentence" \
    refuses '^planvakt: mail: är ingen e-postadress: skriv den som namn@example'
must planvakt department add sf Socialförvaltningen --mail sf@kommun.example
must planvakt plan add p --title Plan --adopted 2022-01-10
must planvakt activity add --plan p --activity A --purpose B \
    --timeframe 'Vt 2022' --lead sf
planvakt activity drop 1 --reason 'Görs av regionen'
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

# --- the daemon's sentences within results ----------------------------------

# What it says in English, with values in it, is found by its words.
printf 'Aktivitet;Tidplan;Ansvarig\nE;2022;Socialforvaltningen\nF;2022;Polisen\n' \
    >"$work/plan.csv"
planvakt import "$work/plan.csv" --plan p --dry-run
it "an import's reason is Swedish" \
    grep -q ' ”Polisen”: är ingen förvaltning: lägg till ' "$work/out"
it "so is one that has values" grep -qF \
    'är ingen förvaltning: menades socialförvaltningen? Då `planvakt department edit sf --alias' \
    "$work/out"
planvakt activity move 2 löpande --decision 'KS § 1'
it "a note on a write is" \
    grep -q '^aktiviteten har inget slutdatum längre: ' "$work/out"
planvakt notice pause --until 2022-07-20 --reason Semester
it "with the day in it" grep -q '^inget skickas före 2022-07-20; ' "$work/out"
planvakt
it "the first screen is" grep -q ', du är samordnare (samordnare), en övning$' \
    "$work/out"
it "with the plural of what it counts" grep -qF \
    '1 plan, 1 förvaltning; 0 ej påbörjade, 1 pågår, 0 klara, 1 utgår' \
    "$work/out"
it "and a pause" grep -q '^uppehåll till 2022-07-20: Semester$' "$work/out"
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

printf 'Aktivitet;Syfte\n"Utan slut;Kort\n' >"$work/quote.csv"
planvakt import "$work/quote.csv" --plan p
it "what is wrong in a line is Swedish, as the line is" refuses \
    "^planvakt: rad 2 i $work/quote.csv börjar ett citat som aldrig slutar"

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
    '^planvakt: <id> saknas: planvakt activity show <id>$' 2
planvakt activity show 1 2
it "and one too many" refuses '^planvakt: 2 är ett ord för mycket' 2
must planvakt quiet add 2022-07-20 2022-07-24
must planvakt plan add lag --title 'Plan' --statutory
planvakt log list
it "what is so is Swedish there" grep -q "(enligt lag: ja)" "$work/out"
it "a quiet period has a sentence in the log" grep -q \
    'lade till en påminnelsefri tid från den 20 juli 2022 till den 24' \
    "$work/out"
planvakt ladder show
it "when a stage's notices are sent is Swedish" grep -q \
    '  30, 7 och 0 dagar före slutdatum, arbetsdagen före' "$work/out"
it "and whom they tell" grep -q '  ansvarig, samverka[a-z]*' "$work/out"
planvaktd --help
it "planvaktd says how it is used" grep -q '^användning: planvaktd init' \
    "$work/out"
run "$programs/planvakt-office" --help
it "so does planvakt-office" grep -q '^användning: planvakt-office read' \
    "$work/out"
planvaktd check --state "$state"
it "a check is told in Swedish" grep -q \
    '^ok: antal loggposter [0-9]*, alla signaturer stämmer' "$work/out"
it "all of it" is "$(grep -cE '^(tjänsten SHA256|undantaget: (tabell|kolumn|loggen))' \
    "$work/out")" 5
planvaktd init --state "$work/other" --coordinator anna \
    --key "$work/keys/coordinator.pub" --mail anna@kommun.example
it "init says in Swedish what is next" is "$(grep -c \
    '^nästa steg$\|^tjänstens nyckel är SHA256:' "$work/out")" 2
planvaktd rehearse --state "$state" --from 2022-07-01 --to 2022-07-31
it "stages have their Swedish names" grep -q '^ *tilldelad   *1  ' "$work/out"

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
finish
