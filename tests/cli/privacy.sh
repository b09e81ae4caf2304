#!/bin/sh
# SPDX-License-Identifier: ISC
# No personal identity number comes in, by any command or file, and one that was
# refused is told to nobody and kept nowhere. tests/unit/identity.c has the rule
# that 121212-1212 follows.
. "${0%/*}/lib.sh"

new_key coordinator
planvaktd init --state "$state" --coordinator 'Anna 121212-1212' \
    --key "$work/keys/coordinator.pub"
it "init refuses one" refuses '^planvaktd: --coordinator: .*identity number'
planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub" --mail 121212-1212@kommun.example
it "and names the option" refuses '^planvaktd: --mail: .*identity number'

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
must planvakt department add ks Kommunstaben --mail ks@kommun.example
must planvakt plan add p --title 'En plan' --adopted 2022-01-10
must planvakt activity add --plan p --activity 'Skriv rutinen' \
    --purpose Klarhet --timeframe 2022 --lead ks
before=$(head_seq)
: >"$work/told"

# The last run was refused for the field $1; its error joins the others.
guards()
{
	cat "$work/out" "$work/err" >>"$work/told"
	refuses "$1: looks like a personal identity number"
}

# --- commands ---------------------------------------------------------------

planvakt activity add --plan p --activity 'Möt 121212-1212' \
    --purpose Klarhet --timeframe 2022 --lead ks
it "an activity holds none" guards activity
planvakt activity edit 1 --purpose 'För 19121212-1212'
it "nor does its purpose" guards purpose
planvakt activity move 1 '2023 121212+1212' --decision 'KS § 1'
it "nor its timeframe" guards timeframe
planvakt activity move 1 2023 --decision 'KS 121212 1212'
it "nor a decision" guards decision
planvakt update 1 --note 'Ring 121212–1212'
it "nor a note, with another dash" guards note
planvakt update 1 --note "$(printf '１２１２１２－１２１２')"
it "nor with other digits" guards note
planvakt update 1 --note "$(printf '121212\302\240\302\2551212')"
it "nor with what cannot be seen" guards note
planvakt update 1 --note 'Elev 20121212-TF10'
it "nor an interim number" guards note
planvakt activity drop 1 --reason 121272-1219
it "nor a coordination number" guards reason
planvakt department add 121212-1212 Namn --mail a@kommun.example
it "nor a code" guards code
planvakt department add sf Namn --mail 121212-1212@kommun.example
it "nor an address" guards mail
planvakt department add sf Namn --mail a@kommun.example --alias 121212-1212
it "nor an alias" guards 'aliases\[0\]'
planvakt plan edit p --case-number 'KS 121212-1212'
it "nor a case number" guards case_number
planvakt holidays add 2022-12-12 'Till 121212-1212'
it "nor a day" guards name
planvakt update 1 --note 'Ring 1212121212'
it "ten digits that fit are refused" guards note
it "and the error says how a telephone number is written" \
    grep -q 'in groups: 070-123 45 67$' "$work/err"
planvakt activity list --plan 121212-1212
it "a question holds none either" guards plan

# --- files ------------------------------------------------------------------

write_plan >"$work/plan.csv"
printf 'Stöd till familjen;Trygghet;2022;Kommunstaben 121212-1212\n' \
    >>"$work/plan.csv"
planvakt import "$work/plan.csv" --plan p
it "a file with one does not come in" guards 'line 11, owner'
planvakt import "$work/plan.csv" --plan p --dry-run
it "nor is it tried" guards 'line 11, owner'

# --- nothing of it stays ----------------------------------------------------

it "no error repeated one" \
    [ "$(grep -cE '1212|1219' "$work/told")" -eq 0 ]
it "all of them were told" [ "$(wc -l <"$work/told")" -eq 18 ]
it "nothing of it is in the log" is "$(head_seq)" "$before"
ssh-keygen -q -t ed25519 -N '' -C 'anna 121212-1212' -f "$work/keys/anna"
planvakt key add anna "$work/keys/anna.pub" --role auditor
it "the comment of a key is not kept" succeeds

# --- what is none -----------------------------------------------------------

planvakt update 1 --note 'Ring 070-123 45 67 eller 08-12 34 56, +46 70 123 45 67'
it "telephone numbers in groups pass" succeeds
planvakt update 1 --note 'Avtal med 556677-8899 den 2022-06-30 1234'
it "so do an organisation number and a date" succeeds
planvakt plan edit p --case-number 'KS 2022/00123' --decision 'Dnr 2022:1234-5'
it "and case numbers" succeeds
must planvakt key list
stop
it "the daemon did not repeat one to its operator" \
    [ "$(grep -cE '1212|1219' "$log")" -eq 0 ]
it "nor kept one" [ "$(grep -rlaE '121212.?.?1212|121272-1219|TF10' "$state" |
    wc -l)" -eq 0 ]
finish
