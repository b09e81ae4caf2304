#!/bin/sh
# SPDX-License-Identifier: ISC
# `planvakt log export`: a folder that grows, is never half of something, and
# holds nothing that was not verified first.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
for name in department auditor; do
	new_key "$name"
done
start --at 2022-06-13T09:00
must planvakt ping
import_plan
must planvakt key add soc "$work/keys/department.pub" --role department \
    --department sf
must planvakt key add revisor "$work/keys/auditor.pub" --role auditor

# Longer than one piece of what the daemon tells, with characters of two and
# three bytes where it is cut.
awk 'BEGIN {
	print "Aktivitet;Syfte;Tidplan;Ansvarig"
	for (i = 0; i < 60; i++) {
		text = substr("xxx", 1, i % 3)
		for (j = 0; j < 1300; j++)
			text = text "å–"
		print "Aktivitet nummer " i ";" text ";2022;Kommunstaben"
	}
}' >"$work/long.csv"
must planvakt import "$work/long.csv" --plan vbe-2022

# By the quicker program; both say the same (verify.sh, record.sh).
verifies()
{
	(cd "$work" && run python3 "$1/verify.py" "$1" && [ "$status" -eq 0 ]) || {
		cat "$work/err"
		return 1
	}
}

not()
{
	! "$@"
}

planvakt_json log export "$work/å ä ö"
it "an export into a new folder" succeeds
added=$(json '$.added')
it "says how many entries are new" is "$added" "$(json '$.entries')"
it "all of the log's" is "$added" "$(head_seq)"
it "with a long request in it" test \
    "$(wc -c <"$work/å ä ö/entries/$(printf %08d "$(head_seq)").request")" \
    -gt 300000
it "verifies" verifies 'å ä ö'
(cd "$work" && run sh 'å ä ö/verify' 'å ä ö')
it "by a shell, too" grep -q "^ok: $added entries" "$work/out"
it "with nothing half-written" is \
    "$(find "$work/å ä ö" -name '*.new')" ''

planvakt_json log export "$work/å ä ö"
it "again: nothing is new" json_is '$.added' 0
must planvakt update 1 --status started --note 'Vi började i går.'
before=$(find "$work/å ä ö/entries" -newer "$work/å ä ö/checkpoint" | wc -l)
planvakt_json log export "$work/å ä ö"
it "and with one entry more" json_is '$.added' 1
it "nothing else is written" is "$before" 0
it "it verifies" verifies 'å ä ö'
planvakt log export "$work/table"
it "people are told so in a sentence" grep -qx \
    '[0-9]* entries, [0-9]* new' "$work/out"

# --- in sentences -----------------------------------------------------------

must planvakt activity move 2 2022-09-30 --decision 'SNAU § 4'
must planvakt update 2 --note 'Klart; "åäö", =1+1'
planvakt_json log export "$work/å ä ö"
it "it verifies" verifies 'å ä ö'
it "log.txt has a line for each entry" is \
    "$(wc -l <"$work/å ä ö/log.txt")" "$(head_seq)"
it "in sentences" grep -Eq "^$(($(head_seq) - 1)): 13 Jun 2022 samordnare\
 moved 2 '.*' .*to 30 September 2022, decision SNAU § 4\$" "$work/å ä ö/log.txt"
it "who wrote it first" grep -q '^1: 13 Jun 2022 planvaktd began this state' \
    "$work/å ä ö/log.txt"
spoken=sv_SE.UTF-8
planvakt --format csv log list
spoken=
it "log.csv is what log list says" cmp "$work/out" "$work/å ä ö/log.csv"
planvakt_json log list --since "$(($(head_seq) - 2))"
it "and log.txt its sentences" is \
    "13 Jun 2022 samordnare $(json '$[0].what')" \
    "$(tail -n 2 "$work/å ä ö/log.txt" | head -n 1 | cut -d ' ' -f 2-)"

for who in department auditor; do
	planvakt log export "$work/by-$who"
	it "the key of a $who may export" succeeds
	it "the same" diff -r "$work/å ä ö/entries" "$work/by-$who/entries"
done
who=coordinator

# --- folders that are none --------------------------------------------------

mkdir "$work/mine"
echo mine >"$work/mine/letter.txt"
planvakt log export "$work/mine"
it "a folder with something else is refused" refuses 'letter.txt'
it "and left alone" is "$(ls "$work/mine")" letter.txt
rm "$work/mine/letter.txt"
echo 'My chain has 110 links.' >"$work/mine/chain"
planvakt log export "$work/mine"
it "also where the name is one of ours" refuses 'chain is no part'
it "and what it says is kept" grep -q '110 links' "$work/mine/chain"
planvakt log export "$work/none/deeper"
it "a folder in none" refuses 'none/deeper'
echo >"$work/file"
planvakt log export "$work/file"
it "a file" refuses 'Not a directory'
planvakt log export
it "no folder" refuses 'DIR' 2

# --- interrupted ------------------------------------------------------------

# A file may grow no longer than $1 blocks of 512 bytes: the chain breaks off
# in the middle of an entry. Requests are shorter until there are 12.
break_off()
{
	(
		ulimit -f "$1"
		become "$programs/planvakt" --socket "$socket" \
		    --key "$work/keys/coordinator" log export "$work/cut"
	) >"$work/out" 2>"$work/err" </dev/null
	status=$?
}

for blocks in 1 2 4 5 7 8; do
	break_off $blocks
	it "broken off at $((512 * blocks)) bytes of the chain" \
	    test "$status" -ne 0
	it "it does not verify" test ! -e "$work/cut/checkpoint"
done
planvakt log export "$work/cut"
it "the next one goes on" succeeds
it "and all is there" diff -r "$work/å ä ö" "$work/cut" \
    -x checkpoint -x checkpoint.sig
it "it verifies" verifies cut

# After a checkpoint: what came later is written again.
head -c 700 "$work/cut/chain" >"$work/half"
cat "$work/half" >>"$work/cut/chain"
: >"$work/cut/checkpoint.new"
planvakt log export "$work/cut"
it "half an entry in the chain is mended" succeeds
it "and it verifies again" verifies cut
must planvakt update 2 --status started
cp -a "$work/cut" "$work/late"
planvakt log export "$work/late"
cp "$work/cut/checkpoint" "$work/cut/checkpoint.sig" "$work/late"
it "new entries under the old checkpoint do not verify" not verifies late
planvakt_json log export "$work/late"
it "until the export is run again, which takes them anew" \
    json_is '$.added' 1
it "and finds nothing to put right" json_is '$.mended' 0
it "it verifies" verifies late

# --- redacted since ---------------------------------------------------------

must planvakt update 2 --status started --note 'Ring Åsa på Storgatan 1'
seq=$(head_seq)
cp -a "$work/late" "$work/after"
must planvakt log export "$work/late"
it "words that slipped in are in the folder" grep -rqF Storgatan "$work/late"
must planvakt log redact --yes "$seq" --field note --reason 'Gäller en enskild'
planvakt_json log export "$work/late"
it "and the next export goes on" json_is '$.added' 1
it "what was redacted is not put right" json_is '$.mended' 0
it "without them" not grep -rqF Storgatan "$work/late"
must planvakt log export "$work/after"
it "as one that never had them" diff -r "$work/late" "$work/after" \
    -x checkpoint -x checkpoint.sig
it "it verifies" verifies late
(cd "$work" && run sh late/verify late)
it "and counts them" grep -q "^ok: $((seq + 1)) entries, 1 of them redacted" \
    "$work/out"

# --- put right --------------------------------------------------------------

planvakt_json log export "$work/late"
it "an export that is as it was: nothing is put right" json_is '$.mended' 0
it "nor said of it" not grep -q 'not as exported' "$work/err"
for file in verify allowed_signers log.txt log.csv; do
	cp -a "$work/late" "$work/odd"
	echo '# more' >>"$work/odd/$file"
	planvakt_json log export "$work/odd"
	it "a $file that was changed is put right" json_is '$.mended' 1
	it "and that is said" grep -q 'not as exported.*: 1;' "$work/err"
	it "it verifies" verifies odd
	rm "$work/odd/$file"
	planvakt_json log export "$work/odd"
	it "so is one that is gone" json_is '$.mended' 1
	it "it verifies" verifies odd
	rm -r "$work/odd"
done
cp -a "$work/late" "$work/odd"
rm "$work/odd/checkpoint"
echo >>"$work/odd/entries/00000002.request"
echo >>"$work/odd/entries/00000003.reading"
echo >>"$work/odd/entries/00000004.request.sig"
planvakt_json log export "$work/odd"
it "entries that were changed and are written anew are counted" \
    json_is '$.mended' 3
it "it verifies" verifies odd
rm -r "$work/odd"

# --- what is not this log's -------------------------------------------------

fails_as()
{
	refuses "$1" 4
}

cp -a "$work/late" "$work/bad"
sed -i '3s/\(.\{100\}\)./\1x/' "$work/bad/chain"
planvakt log export "$work/bad"
it "a chain that was changed" fails_as 'changed after entry 2'
rm -r "$work/bad"
cp -a "$work/late" "$work/bad"
sed -i '$d' "$work/bad/chain"
planvakt log export "$work/bad"
it "one that was cut" fails_as 'changed after entry'

stop
cp -a "$state" "$work/backup"
start --at 2022-06-13T10:00
must planvakt update 3 --status started
must planvakt log export "$work/ahead"
stop
rm -r "$state"
cp -a "$work/backup" "$state"
rm -r "$work/client"
start --at 2022-06-13T10:00
must planvakt ping
planvakt log export "$work/ahead"
it "a folder that is ahead of the log" fails_as 'which the .* log lacks'
must planvakt update 4 --status started
planvakt log export "$work/ahead"
it "or beside it" fails_as 'is not that of the daemon'
must planvakt log export "$work/late"

# The daemon's tables say something else than what was signed, since it looked
# at its start.
database=$state/planvakt.db
sqlite3 -cmd '.timeout 10000' "$database" "update log set request =
    cast(replace(cast(request as text), 'Kommunstaben', 'Kommunstabem') as blob)
    where seq = 2"
planvakt log export "$work/liar"
it "a request that is not what was signed is found" fails_as \
    'entry 2 of the log is not what was signed'
it "and no checkpoint is written" test ! -e "$work/liar/checkpoint"
sqlite3 -cmd '.timeout 10000' "$database" "update log set request =
    cast(replace(cast(request as text), 'Kommunstabem', 'Kommunstaben') as blob)
    where seq = 2;
    update log set signature = zeroblob(64) where seq = 3"
planvakt log export "$work/liar2"
it "so is a signature" fails_as 'entry 3 .*signature'
stop

mv "$state" "$work/first"
new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
run ssh-keygen -lf "$state/key.pub"
must planvakt trust "$(cut -d ' ' -f 2 "$work/out")"
planvakt log export "$work/late"
it "another daemon's folder is refused" fails_as 'another daemon'
must planvakt log export "$work/one"
it "a log of one entry has one sentence" is "$(wc -l <"$work/one/log.txt")" 1
it "it verifies" verifies one
stop
planvakt log export "$work/none"
it "no daemon" refuses 'planvaktd' 3
it "no folder is made" test ! -e "$work/none"

finish
