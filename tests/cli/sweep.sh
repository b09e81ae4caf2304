#!/bin/sh
# SPDX-License-Identifier: ISC
# With a catalogue that brackets every text, what stands outside of brackets is
# what people wrote, names, codes and numbers. It sweeps what is translated: all
# refusals, tables and their words, and single things. packaging/po/english names
# the files that have texts which are not translated yet.
. "$(dirname "$0")/lib.sh"

po=$(dirname "$0")/../../packaging/po
mkdir -p "$work/pseudo/locale/xx/LC_MESSAGES"
cp "$build/planvakt" "$work/pseudo"
ln -s "$programs/planvaktd" "$programs/planvakt-deliver" "$work/pseudo"
must run "$po/extract" "$work/template.pot"
must run "$po/pseudo" "$work/template.pot" \
    "$work/pseudo/locale/xx/LC_MESSAGES/planvakt.mo"
daemons=$programs

# What the last run said outside of brackets, but for the words that are given:
# those that the test or the program's options brought in. Numbers, dates,
# fingerprints and addresses are the same in every language.
outside()
{
	cat "$work/out" "$work/err" | sed -z -E '
	    s/(^|\n)planvakt: /\1/g
	    :again
	    s/⟦[^⟦⟧]*⟧//g
	    tagain
	    s/SHA256:[A-Za-z0-9+\/]+|[0-9a-f]{64}//g
	    s/[a-z.]+@[a-z.]+//g' | tr -c '0-9A-Za-zÅÄÖåäö_.-' '\n' |
	    grep '[A-Za-z]' | sort -u | grep -v -x -F "$(printf '%s\n' "$@")"
}

# shellcheck disable=SC2120 # a refusal brings none in
swept()
{
	is "$(outside Vt Ht Plan vbe-2022 ks bg sf buf kff af samordnare "$@")" \
	    ""
}

swept_refusal()
{
	# shellcheck disable=SC2119
	swept && is "$status" "$1"
}

new_state 2022-07-08T08:30
start --at 2022-07-08T08:30:00
import_plan
spoken=xx
programs=$work/pseudo

# --- refusals ---------------------------------------------------------------

# Each line: an exit status and words that are refused with it.
while read -r wanted words; do
	case $wanted in '#'* | '') continue ;; esac
	# shellcheck disable=SC2086 # words
	planvakt $words
	it "all of a refusal is in brackets: $words" swept_refusal "$wanted"
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
	1 setting set zone Mars
	1 setting set hour 99
	1 setting set nothing 1
	1 log redact 9999 --field title --reason x
	1 log list --from 2030-01-01
	1 holidays 99999
	2 activty
	2 activity shw
	2 activity list --overdu
	2 activity list --format xml
END

# --- tables -----------------------------------------------------------------

planvakt ping
it "all of a thing is in brackets: ping" swept seq hash Europe Stockholm
planvakt department show ks
it "all of a thing is in brackets: a department" swept Kommunstaben
planvakt timeframe 'Vt 2022' '32 maj 2022' 'sedan'
it "all of a reading is in brackets" swept maj sedan
planvakt key list
it "all of a table is in brackets: keys" swept planvaktd
planvakt activity list --department sf
# shellcheck disable=SC2046 # a list
it "all of a table is in brackets: activities" swept \
    $(grep -oE '[0-9A-Za-zÅÄÖåäö.-]+' "$work/plan.csv")

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
it "and its topics" is "$(grep -c '^⟦.*⟧:$' "$work/out")" 12
echo "$typed" >"$work/typed"
while read -r command; do
	# shellcheck disable=SC2086 # words
	planvakt help $command
	it "help is in brackets: $command" is "$(unbracketed |
	    grep -vE '^planvakt |^ {8}|^ *$|^  --[^ ]+( [A-Z=]+)? *$')" ""
done <"$work/typed"

programs=$daemons
finish
