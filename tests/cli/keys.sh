#!/bin/sh
# SPDX-License-Identifier: ISC
# Who may do what: coordinators, departments, auditors, keys that are unknown
# or revoked, and the daemon's own.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
for name in department auditor unknown second; do
	new_key "$name"
done
start --at 2022-06-13T09:00
must planvakt ping
must planvakt department add ks Kommunstaben --mail ks@kommun.example
must planvakt department add sf Socialförvaltningen --mail sf@kommun.example
must planvakt plan add p --title 'En plan'
must planvakt activity add --plan p --activity 'Skriv rutinen' \
    --purpose Klarhet --timeframe 2022 --lead sf --cooperating ks
must planvakt activity add --plan p --activity 'Håll kursen' \
    --purpose Kunskap --timeframe 2022 --lead ks --cooperating sf

planvakt_json key add soc "$work/keys/department.pub" \
    --role department --department sf
it "a department gets a key" succeeds
it "with its fingerprint, as ssh-keygen has it" json_is '$.fingerprint' \
    "$(ssh-keygen -lf "$work/keys/department.pub" | cut -d ' ' -f 2)"
planvakt key add revisor "$work/keys/auditor.pub" --role auditor
it "so does an auditor" succeeds

before=$(head_seq)
planvakt key add soc "$work/keys/unknown.pub" --role auditor
it "a name is given once" refuses 'soc'
planvakt key add annan "$work/keys/department.pub" --role auditor
it "a key has one name" refuses 'key'
planvakt key add annan "$work/keys/unknown.pub" --role king
it "a role is one of three" refuses 'king|role'
planvakt key add annan "$work/keys/unknown.pub" --role daemon
it "the daemon's role is not to be had" refuses 'daemon|role'
planvakt key add annan "$work/keys/unknown.pub" --role department
it "a department's key names it" refuses 'department'
planvakt key add annan "$work/keys/unknown.pub" --role auditor \
    --department sf
it "another's does not" refuses 'department'
planvakt key add annan "$work/keys/unknown.pub" --role department \
    --department none
it "and the department is there" refuses 'none'
ssh-keygen -q -t ecdsa -N '' -f "$work/keys/ecdsa"
planvakt key add annan "$work/keys/ecdsa.pub" --role auditor
it "a key is an Ed25519 key" refuses 'ed25519'
it "what was refused is not in the log" is "$(head_seq)" "$before"

# --- a department -----------------------------------------------------------

who=department
planvakt_json ping
it "the department is known" json_is '$.department' sf
planvakt update 1 --status started --progress 30 --note 'Utkastet finns.'
it "it updates what it leads" succeeds
before=$(head_seq)
planvakt update 2 --status started
it "but not what another leads" refuses '.'
planvakt activity move 1 2023 --decision 'KS 2022/17'
it "nor moves its own" refuses '.'
planvakt plan add q --title 'Min plan'
it "nor adds a plan" refuses '.'
planvakt department edit sf --mail annan@kommun.example
it "nor changes itself" refuses '.'
planvakt key add annan "$work/keys/unknown.pub" --role coordinator
it "nor adds a key" refuses '.'
planvakt update 99 --status started
it "nor finds what is not there" refuses '.'
it "none of which is in the log" is "$(head_seq)" "$before"
planvakt_json activity list
it "it reads what all may read" json_query_is \
    "select json_array_length(doc) from said" 2

# --- an auditor -------------------------------------------------------------

who=auditor
planvakt activity show 1
it "an auditor reads" is "$status" 0
planvakt update 1 --status started --progress 40
it "and writes nothing" refuses '.'

# --- keys that are not known -------------------------------------------------

who=unknown
planvakt ping
it "an unknown key is refused" refuses 'key'
planvakt status
it "whatever it asks" refuses 'key'

own=$(grep -rl 'PRIVATE KEY' "$state")
cp "$own" "$work/keys/daemon"
who=daemon
planvakt ping
it "the daemon's own key is refused" refuses '.'
planvakt department add x Xyz --mail x@kommun.example
it "also for a write" refuses '.'
it "neither is in the log" is "$(head_seq)" "$before"

# --- revoked ----------------------------------------------------------------

who=coordinator
planvakt key revoke --yes soc
it "a key is revoked for a reason" refuses 'reason' 2
planvakt key revoke --yes none --reason 'Finns inte'
it "if it is there" refuses 'none'
planvakt_json key revoke --yes soc --reason 'Byter tjänst'
it "and then it is revoked" succeeds
it "with the reason" json_is '$.reason' 'Byter tjänst'
who=department
planvakt ping
it "a revoked key is refused" refuses 'revoked'
planvakt update 1 --progress 50
it "also for what it could do before" refuses 'revoked'

who=coordinator
planvakt key add soc2 "$work/keys/department.pub" --role department \
    --department sf
it "it does not come back under another name" refuses '.'
planvakt_json key list
it "the list keeps it" json_query_is "select count(*) from said,
    json_each(doc) where value ->> 'revoked' is not null" 1
it "each has its members" json_has '$[0]' name fingerprint role department \
    added revoked reason

must planvakt key add andra "$work/keys/second.pub" --role coordinator
who=second
planvakt key revoke --yes samordnare --reason 'Slutar'
it "a second coordinator may revoke the first" succeeds
planvakt key revoke --yes andra --reason 'Slutar också'
it "but the last one stays" refuses 'coordinator'
who=second
planvakt status
it "and goes on" is "$status" 0
# --- a new key for one's own name -------------------------------------------

new_key department2
new_key auditor2
new_key coordinator2
must planvakt key add soc "$work/keys/department2.pub" --role department \
    --department sf
new_key department3
before=$(head_seq)
planvakt key replace --yes soc "$work/keys/department3.pub"
it "a coordinator replaces nobody else's key" refuses 'holder'
who=auditor
planvakt key replace --yes soc "$work/keys/department3.pub"
it "nor does an auditor" refuses 'holder'
it "and neither is in the log" is "$(head_seq)" "$before"
who=department2
planvakt update 1 --progress 60
it "the department works with its key" succeeds
planvakt_json key replace --yes soc "$work/keys/department3.pub"
it "and replaces it itself" succeeds
it "by one of the same name" json_is '$.name' soc
it "of the same department" json_is '$.department' sf
it "with the new fingerprint" json_is '$.fingerprint' \
    "$(ssh-keygen -lf "$work/keys/department3.pub" | cut -d ' ' -f 2)"
it "and is told to use it" json_query_is "select doc ->> 'note' like
    '%sign with the new one%' from said" 1
planvakt update 1 --progress 70
it "the old key is out at once" refuses 'was replaced by a new one'
planvakt key replace --yes soc "$work/keys/department2.pub"
it "also for taking its name back" refuses 'was replaced by a new one'
who=department3
planvakt update 1 --progress 70
it "the new one goes on" succeeds
planvakt_json key list
it "the list has both" json_query_is "select group_concat(value ->> 'reason')
    from said, json_each(doc) where value ->> 'name' = 'soc'" \
    'Byter tjänst,replaced'
planvakt log list --activity 999
it "entries of an activity that is not there are an error" refuses \
    'no activity 999: planvakt activity list'
planvakt_json log list --by soc
it "what both did stands under the name" json_query_is "select count(*)
    from said, json_each(doc) where value ->> 'command' = 'activity.update'" 3
who=auditor
planvakt key replace --yes revisor "$work/keys/auditor2.pub"
it "an auditor replaces his own key, the one thing he writes" is "$status" 0
it "in a table he is told what to do" grep -q 'sign with the new one' \
    "$work/out"
who=second
planvakt key replace --yes andra "$work/keys/coordinator2.pub"
it "so may the last coordinator" is "$status" 0
who=coordinator2
planvakt key revoke --yes andra --reason 'Slutar'
it "who is still the last" refuses 'last coordinator'
planvakt key add x "$work/keys/second.pub" --role auditor
it "an old key never comes back" refuses 'here already'
planvakt key replace --yes andra "$work/keys/coordinator2.pub"
it "nor does one take its own place" refuses 'here already'
it "the new key goes on from the old one's receipt" is \
    "$(find "$work/client/planvakt/receipts" -type f |
	grep -c "$(ssh-keygen -lf "$work/keys/coordinator2.pub" |
	cut -d ' ' -f 2 | sed 's,SHA256:,,; s,/,_,g; s,+,.,g')")" 1

# --- one after the other ----------------------------------------------------

# The last entry of all names what was there before it, not only what the same
# key wrote last: who takes an entry out needs the next writer's key as well.
last_has_seen()
{
	is "$(sqlite3 -readonly -batch -init /dev/null "$state/planvakt.db" "
	    select at.seq - before.seq, lower(hex(before.hash)) =
	        json_extract(cast(at.request as text), '$.seen.hash')
	    from log at join log before on before.seq =
	        json_extract(cast(at.request as text), '$.seen.seq')
	    order by at.seq desc limit 1")" '1|1'
}

who=coordinator2
for name in anna bo; do
	new_key $name
	must planvakt key add $name "$work/keys/$name.pub" --role department \
	    --department sf
done
for progress in 71 72; do
	for who in anna bo; do
		must planvakt update 1 --progress $progress --note "Av $who"
		it "the entry of $who names the one before" last_has_seen
	done
done

stop
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
