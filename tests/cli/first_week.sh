#!/bin/sh
# SPDX-License-Identifier: ISC
# What a coordinator reads under a Swedish locale in a first week: refusals that
# say what is wrong in whole sentences, with the words of screens and help, and
# nothing of the machine.
# shellcheck disable=SC2016 # what is quoted by backticks is no command here
. "$(dirname "$0")/lib.sh"

new_state 2026-11-27T08:30
start --at 2026-11-27T08:30:00
planvakt ping # meets the daemon
spoken=sv_SE.UTF-8

must planvakt department add sf Socialförvaltningen --mail sf@kommun.example \
    --alias 'Sociala Sektorn'
must planvakt department add ks Kommunstaben --mail ks@kommun.example
must planvakt plan add p --title Plan --adopted 2026-01-19
must planvakt activity add --plan p --activity 'Utbilda personal' \
    --purpose Kunskap --timeframe 'Ht 2026' --lead sf
must planvakt activity add --plan p --activity 'Skriv rutin' \
    --purpose Kunskap --timeframe 'Ht 2026' --lead ks

# --- keys -------------------------------------------------------------------

ssh-keygen -q -t rsa -b 2048 -N '' -f "$work/keys/rsa"
ssh-keygen -q -t ed25519 -N 'en lösenfras' -f "$work/keys/locked"
who=rsa
planvakt status
it "a key of another kind is named in Swedish, and what makes one" refuses \
    "rsa är en RSA-nyckel; det behövs en Ed25519-nyckel: .* -f FIL\$"
who=locked
planvakt status
it "so is one with a passphrase" refuses \
    "locked har en lösenfras: använd en nyckel utan: .* -f FIL(;|\$)"
who=coordinator
new_key first
new_key second
must planvakt key add sf "$work/keys/first.pub" --role förvaltning \
    --department sf
planvakt key replace --yes sf "$work/keys/second.pub"
it "another's key is not replaced" refuses \
    '^planvakt: key replace görs av den som har nyckeln, med den gamla; din heter ”samordnare”: en samordnare kan spärra'
who=first
must planvakt key replace --yes sf "$work/keys/second.pub"
planvakt status
it "a key that another came for sends to that" refuses \
    '^planvakt: nyckeln ”sf” är ersatt av en ny: använd den \(--key FIL\)$'
new_key auditor
who=coordinator
must planvakt key add rev "$work/keys/auditor.pub" --role revisor
who=auditor
planvakt update 2 --status klar
it "a command is called what was typed" refuses \
    '^planvakt: update kräver samordnarens nyckel eller '
who=coordinator
must planvakt key revoke --yes sf --reason 'Datorn är borta'
who=second
planvakt status
it "one that was revoked says why" refuses \
    'nyckeln ”sf” är spärrad \(Datorn är borta\): be samordnaren om en annan$'
who=coordinator

# --- what was meant ---------------------------------------------------------

planvakt importera
it "what is to be filled in is called as in the help" refuses \
    'menade du `planvakt import FIL --plan KOD`\?$' 2
planvakt uppdatera 3
it "also behind a number" refuses \
    'menade du `planvakt update 3 --progress PROCENT`\?$' 2
planvakt ladder set lyft --at 3
it "what there is not has no gender" refuses \
    '^planvakt: steg: ”lyft” finns inte: menade du ”lyft till chef”\?$'
planvakt ladder set stale --told förvaltningschefen
it "a stage and whom it tells are Swedish" refuses \
    '^planvakt: --told: förvaltningschefen kan inte få besked i steget ”inget nytt på länge”: välj bland ansvarig, samverkar, samordnare$'
planvakt ladder set overdue --at 5
it "so is the stage whose numbers are wrong" refuses \
    '^planvakt: --at: talen för steget ”försenad” är '
planvakt kind add Klotter --area vbe
it "a kind that is there is called as the list has it" refuses \
    '^planvakt: slaget ”Klotter” finns redan: det räknas som ”klotter eller symbol”$'

# --- names and numbers ------------------------------------------------------

planvakt department add 'soc tjänst' Socialtjänsten --mail a@kommun.example
it "what a code may be is a sentence" refuses \
    '^planvakt: kod får ha 1–32 tecken: a–z, '
planvakt department edit sf --remove-alias Finnsej
it "a name is said as it was typed" grep -q 'kallas inte ”Finnsej”$' \
    "$work/err"
planvakt department add x Socialförvaltningen --mail x@kommun.example
it "also one that another department has" refuses \
    '^planvakt: namnet ”Socialförvaltningen” hör redan till '
printf 'Åtgärd;Syfte;Tidplan;Ansvarig\nA;B;Ht 2026;Sociala Sektorm\n' \
    >"$work/plan.csv"
planvakt import "$work/plan.csv" --plan p --dry-run
it "a name that is near is said as it is written" \
    grep -q ': menades Sociala Sektorn?' "$work/out"
planvakt import "$work/plan.csv" --plan p --column purpose=Mål
it "so is a heading that is not there" refuses \
    '^planvakt: ”Mål” är ingen rubrik i tabellen: välj bland Åtgärd, Syfte, '
planvakt import "$work/plan.csv" --plan p --column syfte=Mål
it "a field is named in Swedish too" refuses '^planvakt: ”Mål” är ingen rubrik '
planvakt import "$work/plan.csv" --plan p --column aktivitet=Fel
it "a heading that there is not is what is wrong" refuses \
    'plan.csv saknar rubriken ”Fel”, som --column anger$'
planvakt import "$work/plan.csv" --plan p --column färg=Mål
it "and said so" refuses '”färg” är inget fält: .* purpose \(syfte\), '
planvakt update 1 --progress -5
it "a number says from where to where" refuses \
    '^planvakt: --progress ska vara ett heltal från 0 till 100, inte ”-5”$'
planvakt activity list --due-within -3
it "or only from where" refuses \
    '^planvakt: --due-within ska vara ett heltal, 0 eller större, inte ”-3”$'
planvakt setting set answer_holds 500
it "a setting is called what the list says that it is" refuses \
    '^planvakt: arbetsdagar utan påminnelse efter ett svar ska vara ett heltal från 1 till 250$'

# --- times ------------------------------------------------------------------

must planvakt meeting add KS 2026-12-15 kl13
it "an hour is said as sentences say it, however it was typed" grep -q \
    'i KS den 15 december 2026 klockan 13.00 (loggpost' "$work/out"
planvakt report "$work/r.txt" --plan p --as-of 2020-01-01
it "a day before the log is no field" refuses \
    '^planvakt: den dagen är före loggens början: då fanns ingen plan här$'

must planvakt activity add --plan p --activity 'Tredje' --purpose Kunskap \
    --timeframe hösten --lead ks
it "a time that was not read says what tells why" grep -qx \
    "varför: planvakt timeframe 'hösten'" "$work/out"
planvakt activity list --unclear
it "what is unclear says it" grep -q 'årtalet saknas; skriv vilket eller vilka år' \
    "$work/out"

# --- texts that are edited --------------------------------------------------

# shellcheck disable=SC2016 # the editor's own words
printf '%s\n' 'sed -i "s/^inriktningar:.*/inriktningar: fel/" "$1"' \
    >"$work/editor"
run env EDITOR="sh $work/editor" "$programs/planvakt" --socket "$socket" \
    --key "$work/keys/coordinator" activity edit 1
it "a heading of the text is named, not the field" refuses \
    '^planvakt: rad [0-9]+, inriktningar ska vara något av: '

# --- imports ----------------------------------------------------------------

printf 'Kod;Namn;E-post\nx;Xenon;fel\n' >"$work/wrong.csv"
planvakt department import "$work/wrong.csv"
it "what is wrong in a table is quoted" refuses \
    '^planvakt: rad 2, e-post: ”fel” är ingen e-postadress: skriv den som '
{
	printf 'Kod;Namn;E-post\nx;Xenon;'
	printf '%02000d\n' 0
} >"$work/wrong.csv"
planvakt department import "$work/wrong.csv"
it "but for what is too long" refuses \
    '^planvakt: rad 2, e-post är ingen e-postadress: '

printf 'Åtgärd;Mål\nA;B\n' >"$work/bare.csv"
planvakt import "$work/bare.csv" --plan p
it "all that a table lacks is told, and how to go on" refuses \
    "saknar både tidplan och ansvarig, där finns Åtgärd, Mål: .* --column timeframe= --column owner=\$"
printf 'Kod;Namn;E-post\nkff;Kultur;kff@kommun.example\n' >"$work/d.csv"
must planvakt department import "$work/d.csv"
it "a count says of what" grep -q \
    '^förvaltningar: 1 ny, 0 ändrade, 0 oförändrade' "$work/out"
echo nonsense >"$work/broken.docx"
planvakt import "$work/broken.docx" --plan p
it "a document that is none says so" refuses \
    'är inget dokument av det slag som namnet anger, eller är skadad'
planvakt activity move 1 'Vt 2020' --decision 'KS § 1'
it "a day in a refusal is one of a sentence" refuses \
    'före den dag då planen ”p” antogs, den 19 januari 2026: '

# --- what a command's own words are called ----------------------------------

planvakt plan carry --yes p p
it "an argument's name is no beginning of a sentence" refuses \
    '^planvakt: en plan kan inte flyttas till sig själv: '
planvakt quiet add 2027-03-05 2027-03-01
it "nor that of a day" refuses \
    '^planvakt: periodens sista dag är före den första: '
must planvakt setting set digest måndag
it "nothing changed is the first that is said" is \
    "$(head -n 1 "$work/out")" 'inget ändrades'
planvakt --soket x status
it "an option that there is not is what is wrong" refuses \
    '^planvakt: okänt alternativ ”--soket”: menade du ”--socket”\?$' 2
for word in init run check backup restore; do
	planvakt $word
	it "$word is planvaktd's" refuses \
	    "^planvakt: $word är ett kommando i planvaktd, för den som " 2
done
planvakt --hjälp
it "an option asks for help in Swedish" grep -q '^användning: ' "$work/out"
planvakt plan add --hjälp
it "of a command, too" grep -q '^planvakt plan add ' "$work/out"
planvakt hjälp meetings
it "help asks what was meant" refuses 'menade du `planvakt meeting list`' 2
planvakt hjälp activity shwo
it "help has no command of another word" refuses \
    'okänt ord ”shwo”: menade du ”show”' 2
planvakt hjälp activity show 7
it "but one with what is typed behind it" grep -q \
    '^planvakt activity show <nr>$' "$work/out"
planvakt hjälp ladder
it "of several commands it says how each is explained" grep -q \
    '`planvakt hjälp ladder KOMMANDO` visar alternativen' "$work/out"
planvaktd init --stat x
it "planvaktd asks too" refuses \
    '^planvaktd: okänt alternativ ”--stat”: menade du ”--state”\?$' 2
planvaktd backup --state "$state" "$work/nowhere/x.backup"
it "a folder that is not there is what is wrong" refuses \
    "^planvaktd: mappen $work/nowhere finns inte: skapa den"
run env EDITOR=nonsense "$programs/planvakt" --socket "$socket" \
    --key "$work/keys/coordinator" activity edit 1
it "so is an editor" grep -q \
    'inget gjordes: det finns ingen textredigerare ”nonsense”, som EDITOR anger' \
    "$work/err"

# --- reports ----------------------------------------------------------------

must planvakt report "$work/r.txt" --plan p
it "where some have a due date and some a timeframe, each says which" is \
    "$(grep -A 1 -E '^[13]\. ' "$work/r.txt" | grep -m 2 -E 'Slutdatum|Tidplan' |
	sed 's/^ *//' | sort)" 'Slutdatum: 2026-12-31
Tidplan: hösten'
it "the day it is of is told as one" grep -qx \
    'Läget per: 27 november 2026' "$work/r.txt"

# --- mail that does not arrive ----------------------------------------------

stop
spoken=C.UTF-8
state=$work/real
must planvaktd init --state "$state" --coordinator anna \
    --key "$work/keys/coordinator.pub" --mail anna@kommun.example
printf '%s\n' '[daemon]' 'confine = no' '[mail]' 'transport = smtp' \
    'server = smtp://127.0.0.1:9' 'from = planvakt@kommun.example' \
    '[limits]' 'retry_first = 1s' 'retry_max = 1s' 'give_up = 2s' >"$work/conf"
socket=$state/planvaktd.sock
start --config "$work/conf"
planvakt ping
spoken=sv_SE.UTF-8
planvakt notice test anna@kommun.example
it "what does not arrive is told in Swedish, what was foreign whole behind" \
    refuses '^planvakt: utskicket till anna@kommun.example kom inte fram: försöken upphörde efter 2 sekunder: e-postservern smtp://127.0.0.1:9 svarar inte: Failed to connect to 127.0.0.1 port 9 .*server$'
planvakt log list
it "so is it in the log" grep -q \
    ': försöken upphörde efter 2 sekunder: e-postservern smtp://127.0.0.1:9 svarar inte: Failed .*server' "$work/out"
planvakt status
it "and in the status" grep -q \
    'försöken upphörde efter 2 sekunder: e-postservern smtp://127.0.0.1:9 svarar inte: Failed .*server$' "$work/out"
planvakt_json status
it "JSON has it in English" json_query_is "select
    json_extract(doc, '\$.failed[0].answer') like
    'given up after 2 seconds: the mail server smtp://127.0.0.1:9 does not answer: %'
    from said" 1

finish
