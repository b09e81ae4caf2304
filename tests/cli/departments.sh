#!/bin/sh
# SPDX-License-Identifier: ISC
# The departments: added, edited, renamed, listed.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping

planvakt_json department list
it "there are none at first" json_query_is \
    "select json_array_length(doc) from said" 0

planvakt_json department add ks Kommunstaben --mail ks@kommun.example \
    --alias Kommunledningen --alias 'Kommunstaben, säkerhet'
it "one is added" succeeds
it "with its code" json_is '$.code' ks
it "its name" json_is '$.name' Kommunstaben
it "and its aliases" json_query_is \
    "select group_concat(value, '|') from (select value
     from said, json_each(doc, '$.aliases') order by 1)" \
    'Kommunledningen|Kommunstaben, säkerhet'
it "it writes Swedish" json_is '$.language' sv

before=$(head_seq)
planvakt department add ks Annan --mail annan@kommun.example
it "a code is given once" refuses 'ks'
planvakt department add annan kommunstaben --mail annan@kommun.example
it "a name means one department, however it is written" \
    refuses 'kommunstaben'
planvakt department add annan Annan --mail annan@kommun.example \
    --alias KOMMUNLEDNINGEN
it "so does an alias" refuses 'KOMMUNLEDNINGEN'
planvakt department add 'Stora Ord' Annan --mail annan@kommun.example
it "a code is one small word" refuses 'code'
planvakt department add annan Annan --mail 'no address'
it "an address is one" refuses 'mail'
planvakt department add annan Annan --mail "a@b.example
Bcc: c@d.example"
it "and cannot carry a header along" refuses 'mail'
planvakt department add annan '' --mail annan@kommun.example
it "a name has letters" refuses 'name'
planvakt department add annan "$(printf 'fel \377')" \
    --mail annan@kommun.example
it "in UTF-8" refuses 'UTF-8'
planvakt department add annan Annan --mail annan@kommun.example \
    --language xx
it "a language is one we write" refuses 'language|xx'
planvakt department add annan Annan
it "an address is needed" refuses 'mail: is missing: give --mail, or --external'
it "what was refused is not in the log" is "$(head_seq)" "$before"

planvakt_json department edit ks --escalation chef@kommun.example \
    --language en --alias Staben
it "one is edited" succeeds
it "where to escalate" json_is '$.escalation' chef@kommun.example
it "its language" json_is '$.language' en
it "an alias comes to those that are there" json_query_is \
    "select json_array_length(doc, '$.aliases') from said" 3
it "the rest stays" json_is '$.mail' ks@kommun.example
before=$(head_seq)
planvakt department edit ks --language en
it "the same again is no error" succeeds
it "and not logged" is "$(head_seq)" "$before"
planvakt department edit none --language en
it "one that is not there is not edited" refuses 'none'

must planvakt department add tn 'Tekniska nämnden' --mail tn@kommun.example
must planvakt department add sbn 'Samhällsbyggnad' --mail sbn@kommun.example
must planvakt plan add p --title 'En plan'
must planvakt activity add --plan p --activity 'Se över belysningen' \
    --purpose Trygghet --timeframe 2022 --lead tn --cooperating ks
planvakt_json department replace --yes tn sbn
it "one takes over from another" succeeds
planvakt_json activity show 1
it "with its activities" json_is '$.lead' sbn
planvakt_json department list
it "the list has three" json_query_is \
    "select json_array_length(doc) from said" 3
it "in the order of their codes" json_query_is \
    "select group_concat(value ->> 'code', ' ') from said, json_each(doc)" \
    'ks sbn tn'
it "and tells the successor" json_is '$[2].successor' sbn
it "each has its members" json_has '$[0]' code name mail escalation language \
    aliases successor
planvakt department replace --yes tn tn
it "none succeeds itself" refuses 'itself'

planvakt --format csv department list
it "there is CSV, with a head and a row each" is "$(wc -l <"$work/out")" 4
planvakt department list
it "and a table" grep -q Samhällsbyggnad "$work/out"

# --- a table of them --------------------------------------------------------

cat >"$work/register.csv" <<'END'
Register över förvaltningar;;;;;
Kod;Namn;E-post;Chef;Alias;Nämnd
KS;Kommunstaben;ks@kommun.example;kommundirektor@kommun.example;Staben, Ledningen;Kommunstyrelsen
vof;Vård och omsorg;vof@kommun.example;;"Äldre; Omsorgen";Sociala nämnden
ifo;Individ och familj;ifo@kommun.example;;;Sociala nämnden
END
planvakt_json department import "$work/register.csv"
it "a table of departments is read" succeeds
it "what is new is added" json_is '$.added' 2
it "what is there is changed" json_is '$.changed' 1
planvakt_json department list
it "with the chief's address" json_query_is \
    "select value ->> 'escalation' from said, json_each(doc)
     where value ->> 'code' = 'ks'" kommundirektor@kommun.example
it "and its aliases, parted by ; or ," json_query_is \
    "select value ->> 'aliases' from said, json_each(doc)
     where value ->> 'code' = 'vof'" '["Omsorgen","Äldre"]'
before=$(head_seq)
planvakt department import "$work/register.csv"
it "the same again changes nothing" grep -q 'nothing changed' "$work/out"
it "and is not in the log" is "$(head_seq)" "$before"
sed 's/ks@/ny@/; s/kommundirektor@/direktor@/' "$work/register.csv" \
    >"$work/new.csv"
planvakt department import --dry-run "$work/new.csv"
it "a dry run says what would change" grep -qxF \
    'ks mail: ks@kommun.example -> ny@kommun.example' "$work/out"
it "each field in its line" grep -qxF \
    'ks escalation: kommundirektor@kommun.example -> direktor@kommun.example' \
    "$work/out"
it "and that it did not" grep -q 'nothing was stored' "$work/out"
it "it is not in the log" is "$(head_seq)" "$before"
planvakt_json department import "$work/new.csv"
it "an import says what it changed" json_query_is "select
    json_array_length(doc, '\$.changes'), doc ->> '\$.changes[0].field',
    doc ->> '\$.dry_run' from said" '2|mail|0'
before=$(head_seq)
printf 'Code,Name,Mail\nx,Ettan,x@kommun.example\ny,Tvåan,\n' >"$work/bad.csv"
planvakt department import "$work/bad.csv"
it "one without a mail is refused by its line" refuses 'line 3: mail'
it "and with it the others" is "$(head_seq)" "$before"
printf 'Bolag;Namn;E-post\nxx;Ett bolag;xx@kommun.example\n' >"$work/odd.csv"
planvakt department import "$work/odd.csv"
it "a heading that is not known is told, with some that are" refuses \
    'for the code .Kod, Förkortning, Kortnamn, Id \.\.\.. and one more' 1
it "and how it is chosen" is "$(grep -c -e '--column code=HEADING' \
    "$work/err")" 1
planvakt department import "$work/odd.csv" --column code=Bolag --dry-run
it "which does it" grep -q '^departments: 1 added' "$work/out"
planvakt department import "${0%/*}/../../examples/forvaltningar.csv"
it "the example's own file is read" grep -q added "$work/out"

# --- owners that were unclear -----------------------------------------------

must planvakt plan add owners --title O
printf 'Aktivitet;Tidplan;Ansvarig\nA;Vt 2023;Rektorerna\nB;Vt 2023;Rektorerna\n' \
    >"$work/owners.csv"
must planvakt import "$work/owners.csv" --plan owners
planvakt department edit ks --alias Rektorerna
it "an alias says what owners it makes clear" grep -q \
    '^2 unclear activities name a party that is known now: planvakt' \
    "$work/out"
must planvakt department edit ks --remove-alias Rektorerna
printf 'Kod;Namn;E-post\nbuf;Rektorerna;buf@kommun.example\n' \
    >"$work/register.csv"
planvakt department import "$work/register.csv" --dry-run
it "a register's rows, too, before they are stored" grep -q \
    '^2 unclear activities name a party' "$work/out"

finish
