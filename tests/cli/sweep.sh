#!/bin/sh
# SPDX-License-Identifier: ISC
# With a catalogue that brackets every text, what stands outside of brackets is
# what people wrote, names, codes and numbers. It sweeps refusals, tables
# and their words, and single things.
. "$(dirname "$0")/lib.sh"

po=$(dirname "$0")/../../packaging/po
mkdir -p "$work/pseudo/locale/xx/LC_MESSAGES"
cp "$build/planvakt" "$build/planvaktd" "$build/planvakt-office" "$work/pseudo"
ln -s "$programs/planvakt-deliver" "$work/pseudo"
must run "$po/extract" "$work/template.pot"
must run "$po/pseudo" "$work/template.pot" \
    "$work/pseudo/locale/xx/LC_MESSAGES/planvakt.mo"
mkdir -p "$work/pseudo/locale/xv/LC_MESSAGES"
must run "$po/pseudo" "$work/template.pot" \
    "$work/pseudo/locale/xv/LC_MESSAGES/planvakt.mo" values
daemons=$programs

# What the last run said outside of brackets, but for the words that are given:
# those that the test or the program's options brought in. Numbers, dates,
# fingerprints and addresses are the same in every language.
outside()
{
	cat "$work/out" "$work/err" | sed -z -E '
	    s/(^|\n)planvakt: /\1/g
	    :again
	    s/⟦[^⟦⟧]*⟧/ /g
	    tagain
	    s/SHA256:[A-Za-z0-9+\/]+|[0-9a-f]{64}//g
	    s/[a-z.]+@[a-z.]+//g' | tr -c '0-9A-Za-zÅÄÖåäö_.-' '\n' |
	    grep '[A-Za-z]' | sort -u | grep -v -x -F "$(printf '%s\n' "$@")"
}

all_in_brackets()
{
	is "$(outside Vt Ht Plan vbe-2022 ks bg sf buf kff af samordnare "$@")" \
	    ""
}

# Something was said, and it is no refusal.
swept()
{
	[ -s "$work/out" ] && is "$status" 0 && all_in_brackets "$@"
}

swept_refusal()
{
	[ -s "$work/err" ] && is "$status" "$1" && all_in_brackets
}

new_state 2022-07-08T08:30
start --at 2022-07-08T08:30:00
import_plan
spoken=xx
programs=$work/pseudo

# --- refusals ---------------------------------------------------------------

# What the wire calls the place of a value; a refusal names the option instead
# (tests/cli/swedish.sh), where it begins as it does in a catalogue of words.
places="activity status progress done_on mail hour name year zone language
    coordinator_mail digest answer_holds expected_most signature calendar
    timeframe told stage state by time overdue nonexistent nonexistent.pub
    x.csv proc self"

# Each line: an exit status and words that are refused with it.
while read -r wanted words; do
	case $wanted in '#'* | '') continue ;; esac
	# shellcheck disable=SC2086 # words
	planvakt $words
	it "all of a refusal is in brackets: $words" swept_refusal "$wanted"
	spoken=xv
	# shellcheck disable=SC2086 # words
	planvakt $words
	# shellcheck disable=SC2086 # words
	it "and what is put into it is ours nowhere: $words" all_in_brackets \
	    $words $places overdue show activity personnummer uppnått \
	    målvärde nära ej accepterat värde bedömt x
	spoken=xx
done <<-END
	1 activity show 99
	1 activity move 1 2022-02-30 --decision KS
	1 activity move 99 2023 --decision KS
	1 activity reopen 1 --reason x
	1 activity assign 1 nobody
	1 activity add --plan nobody --activity a --purpose b --timeframe 2022 --lead ks
	1 activity add --plan vbe-2022 --activity 19121212-1212 --purpose b --timeframe 2022 --lead ks
	1 activity list --status often
	1 update 1
	1 update 1 --progress 400
	1 update 1 --done-on 2022-01-01
	1 update 1 --expected 2021-01-01
	1 update 99 --note x
	1 acknowledge 1
	1 snooze 1 --until 2021-01-01
	1 department add ks Annan --mail a@b.example
	1 department add x Namn --mail fel
	1 department replace ks ks
	1 plan add vbe-2022 --title Plan
	1 plan show nobody
	1 plan carry vbe-2022 vbe-2022
	1 plan follow-up vbe-2022 --on 2030-01-01 --decision KS
	1 key revoke nobody --reason x
	1 notice show 99
	1 notice resend 99
	1 quiet remove 2022-08-01
	1 rating set 1 --period 2022 --band fin
	1 rating set 1 --period sedan --band reached
	1 rating set 1 --period 2022 --band reached --figure x
	1 rating set 1 --period 2022 --band reached --figure x=y
	1 meeting add KS 2022-09-05 snart
	1 meeting drop KS 2022-09-05 --reason x
	1 meeting body KS
	1 meeting body KS --committee-of ks
	1 setting set zone Mars
	1 setting set hour 99
	1 setting set nothing 1
	1 log redact 9999 --field title --reason x
	1 log list --from 2030-01-01
	1 holidays 99999
	1 import /nonexistent --plan vbe-2022
	1 import / --plan vbe-2022
	1 answer /nonexistent
	1 page /nonexistent/x
	1 export /nonexistent/x.csv --plan vbe-2022
	1 log export /proc/self/x
	1 ladder set overdue --told nobody
	1 ladder set often --off
	1 notice list --state often
	1 key add x /nonexistent.pub --role chief
	1 picture --by x
	1 report x.doc --plan vbe-2022
	1 observation add --date often --area vbe --kind x --text x
	1 observation add --date 2022-06-01 --area x --kind x --text x
	1 problem close x --reason x
	1 kind retire x
	1 department import /nonexistent
	2 activty
	2 activity shw
	2 activity list --overdu
	2 activity list --format xml
END

# --- tables -----------------------------------------------------------------

planvakt ping
it "all of a thing is in brackets: ping" swept seq hash Europe Stockholm
planvakt trust "$(grep -o 'SHA256:.*' "$work/out")"
# shellcheck disable=SC2046 # a list
it "all of what is trusted is in brackets" swept \
    $(echo "$socket" | tr / ' ')
planvakt department list
# shellcheck disable=SC2046 # a list
it "all of a table is in brackets: departments" swept Amf sv \
    $(grep -oE '[0-9A-Za-zÅÄÖåäö.-]+' "$work/plan.csv")
planvakt timeframe 'Vt 2022' '32 maj 2022' 'sedan'
it "all of a reading is in brackets" swept maj sedan
planvakt key list
it "all of a table is in brackets: keys" swept planvaktd
planvakt activity list --department sf
# shellcheck disable=SC2046 # a list
it "all of a table is in brackets: activities" swept \
    $(grep -oE '[0-9A-Za-zÅÄÖåäö.-]+' "$work/plan.csv")

# --- screens ----------------------------------------------------------------

# The words that people wrote into the plan.
# shellcheck disable=SC2046 # a list
swept_of_people()
{
	swept $(grep -ohE '[0-9A-Za-zÅÄÖåäö.-]+' "$work/plan.csv") "$@"
}

planvakt
it "all of the first screen is in brackets" swept_of_people
it "and it has what is late" grep -q 'late⟧ (' "$work/out"
planvakt status --check
it "all of the line for a monitor is in brackets" swept ok
planvakt activity show 5
it "all of an activity with its history is in brackets" swept_of_people 4m
planvakt activity list --unclear
it "all of the work list is in brackets" \
    swept_of_people planvakt activity assign confirm

# --- what a write says that it did ------------------------------------------

swept_twice()
{
	status=0
	cat "$work/err" >>"$work/out"
	swept_of_people Kommunen ny 4m uppnått nära målvärde kvartal4 löpande \
	    ej accepterat värde bedömt digest
}

while read -r words; do
	# shellcheck disable=SC2086 # words
	planvakt $words
	it "all of what a write did is in brackets: $words" swept_of_people \
	    Kommunen ny
	# What is done already says that, or shows the thing; or is refused.
	# shellcheck disable=SC2086 # words
	planvakt $words
	it "and of one that was done before: $words" swept_twice
done <<-END
	update 1 --status started --progress 40 --note ny --expected 2022-07-14
	update 2 --status done --done-on 2022-07-01
	activity move 3 kvartal4 --decision ny
	activity move 3 2023 --decision ny
	activity move 4 löpande --decision ny
	activity confirm 8 --lead sf
	activity assign 8 sf --cooperating ks
	activity edit 6 --purpose ny
	activity drop 6 --reason ny
	activity reopen 6 --reason ny
	department edit ks --name Kommunen
	plan add ny --title ny
	plan edit ny --title Plan
	plan close ny --reason ny --yes
	quiet add 12-23 01-06 --yearly
	rating set 1 --period 2022 --band nearly --comment ny --figure ny=4
	meeting add ny 2022-09-05 9 --papers 2022-08-20
	meeting body ny --committee-of Kommunen --papers 8 --time 8
	meeting drop ny 2022-09-05 --reason ny
	picture adopt --on 2022-06-01 --decision ny
	problem add ny --area vbe
	kind add ny --area vbe
	notice pause --until 2022-08-01 --reason ny
	notice test ny@kommun.example --wait 0
	ladder set stale --off
	setting set digest off
END
planvakt plan follow-up ny --on 2022-06-01 --decision ny
it "all of a refusal is in brackets: what is closed" swept_refusal 1
planvakt status
it "all of a screen with a pause is in brackets" swept_of_people Kommunen ny
planvakt activity show 1
it "all of a history with answers is in brackets" \
    swept_of_people Kommunen ny 4m uppnått nära målvärde
must planvakt notice resume

# --- an import --------------------------------------------------------------

# No activity; no owner and no time; what is no time, percentage, status or
# department; a group; a line that is not in the file any more.
cat >"$work/bad.csv" <<-END
	Aktivitet;Tidplan;Ansvarig;Status;Framdrift;Mål;Frukt
	Rubrik;;;;;;
	Ett;sedan;Polisen;kanske;140;Mål;äpple
	Två;2022;samtliga förvaltningar;klar;40;;
	Tre;;;;;;
END
planvakt import "$work/bad.csv" --plan vbe-2022 --dry-run
# shellcheck disable=SC2046 # a list
it "all of an import's answer is in brackets" swept_of_people \
    $(grep -ohE '[0-9A-Za-zÅÄÖåäö.-]+' "$work/bad.csv")
must planvakt import "$work/bad.csv" --plan vbe-2022
planvakt import "$work/bad.csv" --plan vbe-2022
# shellcheck disable=SC2046 # a list
it "and of one that changes nothing" swept_of_people \
    $(grep -ohE '[0-9A-Za-zÅÄÖåäö.-]+' "$work/bad.csv")
printf 'Kod;Namn;E-post;Frukt\nks;Ny;ny@kommun.example;äpple\n' >"$work/d.csv"
planvakt department import "$work/d.csv" --dry-run
it "all of an import of departments is in brackets" \
    swept Kommunen Ny Frukt Kommunstaben

# --- an answer --------------------------------------------------------------

programs=$daemons
stop
start --at 2022-07-11T08:00:01
it "there is a letter" heard 'delivered dispatch [0-9]+ to ks@'
programs=$work/pseudo
cat >"$work/answer.eml" <<-END
	From: ks@kommun.example
	Date: Mon, 11 Jul 2022 09:12:00 +0200
	In-Reply-To: $(mail_header "$(mail_files ks@kommun.example | tail -n 1)" Message-ID)
	Content-Type: text/plain; charset=utf-8

	1 är klar
	4 är klar
	7 är klar 30 februari
	vi hörs
	> ett brev
END
planvakt activity show 1
it "all of a history with letters is in brackets" \
    swept_of_people Kommunen ny 4m planvaktd uppnått nära målvärde
planvakt answer "$work/answer.eml"
asked_of_people()
{
	status=$((status - 1)) # nobody is there to say yes
	swept_of_people "$@"
}
it "all of an answer that is asked about is in brackets" \
    asked_of_people ks kommun.example planvakt update --status "done" \
    --reported-by är klar februari vi hörs y j n
planvakt answer "$work/answer.eml" --yes
it "all of an answer that is done is in brackets" \
    swept_of_people ks kommun.example planvakt update --status "done" \
    --reported-by är klar februari vi hörs

# --- help -------------------------------------------------------------------

# What is typed stays: the words of commands and options, and examples.
typed=$("$build/planvakt" help | sed -nE 's/^  ([a-z][a-z -]*[a-z])  .*/\1/p')
unbracketed()
{
	sed -z -E 's/⟦[^⟦⟧]*⟧//g' "$work/out"
}
planvakt help
it "the overview's sentences are in brackets" is "$(unbracketed |
    grep -E '[^ ]  +[^ ]|^[^ :]')" ""
# "Every day:" is in the usage's brackets.
it "and its topics" is "$(grep -c '^⟦.*⟧:$' "$work/out")" \
    $(($("$build/planvakt" help | grep -c '^[A-Z].*:$') - 1))
echo "$typed" >"$work/typed"
while read -r command; do
	# shellcheck disable=SC2086 # words
	planvakt help $command
	it "help is in brackets: $command" is "$(unbracketed |
	    grep -vE '^planvakt |^ {8}|^ *$|^  --[^ ]+( [A-Z=]+)? *$')" ""
done <"$work/typed"

planvakt ladder show
it "all of the ladder is in brackets" swept
for program in planvaktd planvakt-office; do
	run "$programs/$program" --help
	it "help is in brackets: $program" is "$(unbracketed)" ""
done
planvaktd check --state "$state"
it "a check's words are in brackets" all_in_brackets

programs=$daemons
finish
