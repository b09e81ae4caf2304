#!/bin/sh
# SPDX-License-Identifier: ISC
# A coordinator and a deputy: one letter, to both, and answers to both.
. "${0%/*}/lib.sh"

anna=anna@kommun.example
bo=bo@kommun.example
new_key coordinator
planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub" --mail "$anna" --mail "$anna" \
    --rehearsal 2022-06-30T09:00
it "nobody stands twice" refuses '--mail: has a mail address twice'
planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub" --mail "$anna" --mail ks \
    --rehearsal 2022-06-30T09:00
it "each is an address" refuses '--mail: is not a mail address'
planvaktd init --state "$state" --coordinator samordnare --key a --key b
it "what is no address is given once" refuses '--key is given twice' 2
planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub" --mail "$anna" --mail="$bo" \
    --rehearsal 2022-06-30T09:00
it "a state has a coordinator and a deputy" succeeds
start --at 2022-06-30T09:00
planvakt_json setting list
it "who are its address" json_query_is "select value ->> 'value' from said,
    json_each(doc) where value ->> 'name' = 'coordinator_mail'" "$anna, $bo"

# Number 1 is ks's, number 2 is of a department whose mailbox is the deputy's.
must planvakt setting set digest off
must planvakt department add ks Kommunstaben --mail ks@kommun.example
must planvakt department add nk Näringslivskontoret --mail "$bo"
must planvakt plan add vbe --title 'Plan mot våldsbejakande extremism'
must planvakt activity add --plan vbe --activity 'Skriv om rutinen' \
    --purpose '' --timeframe 'senast 2022-06-29' --lead ks
must planvakt activity add --plan vbe --activity 'Bjud in handlarna' \
    --purpose '' --timeframe 'senast 2022-06-30' --lead nk
stop
start --at 2022-07-01T08:00
heard 'run 2022-07-01: 2 messages' || bail "there was no run"
heard 'delivered dispatch' 2 || bail "nothing was sent"
it "each has one letter" is \
    "$(mail_count "$anna") $(mail_count "$bo") $(mail_count ks@kommun.example)" \
    '1 1 1'
it "the same one" cmp "$(mail_files "$anna")" "$(mail_files "$bo")"
it "which is to both" is "$(mail_header "$(mail_files "$bo")" To)" "$anna, $bo"
mail=$(mail_files ks@kommun.example)
it "an answer goes to both" is "$(mail_header "$mail" Reply-To)" "$anna, $bo"
it "the sender is the first" \
    is "$(mail_header "$mail" From)" "Aktivitetsplanen <$anna>"
mail_text "$mail" >"$work/out"
it "and both stand in it" grep -qx "$anna, $bo" "$work/out"
planvakt_json notice list
it "on record it is one message" json_query_is "select count(distinct
    value ->> 'dispatch') from said, json_each(doc)
    where value ->> 'recipient' = '$anna, $bo'" 1
stop

# 11 July is a Monday, on which both activities are told the second time.
start --at 2022-07-05T09:00
must planvakt setting set coordinator_mail "cecilia@kommun.example;$bo"
must planvakt setting set digest monday
must planvakt setting set coordinator_mail cecilia@kommun.example
stop
start --at 2022-07-11T08:00
heard 'run 2022-07-11: 3 messages' || bail "there was no second run"
heard 'delivered dispatch' 3 || bail "nothing was sent"
it "who is taken away gets no more" is "$(mail_count "$anna")" 1
it "but for what is its own" is "$(mail_count "$bo")" 2
it "and who has come gets it" is "$(mail_count cecilia@kommun.example)" 1
stop
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
