/* SPDX-License-Identifier: ISC */
/* The state that each input of the request fuzzer finds: a door behind which
 * every command finds something, and those who may ask. */
#ifndef TESTS_FUZZ_REQUEST_STATE_H
#define TESTS_FUZZ_REQUEST_STATE_H

#include "tests/unit/door/door.h"

bool door_calendar_closed; /* the calendar is the real one, always open */

/* Who may sign a line, by its first letter. */
struct request_signers {
	struct door *door;
	const struct seal_key *department, *auditor, *revoked;
	struct seal_key *stranger;
};

static struct request_signers request_signers;

static inline const struct seal_key *request_signer(
    const struct request_signers *who, char letter)
{
	switch (letter) {
	case 'd':
		return who->department;
	case 'a':
		return who->auditor;
	case 'r':
		return who->revoked;
	case 's':
		return who->stranger;
	case 'o': /* the daemon's own */
		return who->door->daemon;
	default:
		return who->door->coordinator;
	}
}

/* A state in which every command finds something. */
static inline void request_fill(struct request_signers *who)
{
	struct door *door = who->door;

	door_fill(door);
	who->department = door_key(door, "Kansliet", "department", "ks");
	who->auditor = door_key(door, "Revisorn", "auditor", NULL);
	who->revoked = door_key(door, "Förra", "department", "bun");
	who->stranger = seal_key_generate();
	door_must(door, "key.revoke", "{'name':'Förra','reason':'slutat'}");
	door_must(door, "department.edit",
	    "{'code':'bun','aliases':['BUN','Barn och utbildning']}");
	door_activity(door, "Utbilda", "Vt 2022");
	door_activity(door, "Samverka", "löpande");
	door_activity(door, "Utred", "hösten");
	door_must(door, "plan.import",
	    "{'plan':'vbe','rows':[{'line':2,'key':'1','activity':'Informera',"
	    "'timeframe':'senast 2022-05-01','owner':'BUN, okänd'}]}");
	door_own(door, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'ks@kommun.example','department':'ks','language':'sv',"
	    "'subject':'Ämne','text':'Brödtext','notices':[{'activity':1,"
	    "'due_version':1,'stage':'due','regular':'2022-06-30',"
	    "'role':'lead','department':'ks','n':1,'skipped':false}]}",
	    1);
	door_own(door, "notice.settle",
	    "{'dispatch':1,'state':'failed','answer':'no such mailbox'}");
}

static inline struct request_signers *request_start(void)
{
	void *door;

	if (request_signers.door == NULL) {
		door_open(&door);
		request_signers.door = door;
		request_fill(&request_signers);
	}
	return &request_signers;
}

#endif
