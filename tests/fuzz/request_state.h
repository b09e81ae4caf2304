/* SPDX-License-Identifier: ISC */
/* The state that each input of the request fuzzer finds: a door behind which
 * every command finds something, and those who may ask. */
#ifndef TESTS_FUZZ_REQUEST_STATE_H
#define TESTS_FUZZ_REQUEST_STATE_H

#include "protocol/sign_key.h"
#include "tests/unit/rig/rig.h"

/* Who may sign a line, by its first letter. */
struct request_signers {
	struct rig *rig;
	const struct sign_key *department, *auditor, *revoked;
	struct sign_key *unverified;
};

static struct request_signers request_signers;

static inline const struct sign_key *request_signer(
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
		return who->unverified;
	case 'o': /* the daemon's own */
		return who->rig->daemon;
	default:
		return who->rig->coordinator;
	}
}

/* A state in which every command finds something. */
static inline void request_fill(struct request_signers *who)
{
	struct rig *rig = who->rig;

	rig_fill(rig);
	who->department = rig_key(rig, "Kansliet", "department", "ks");
	who->auditor = rig_key(rig, "Revisorn", "auditor", NULL);
	who->revoked = rig_key(rig, "Förra", "department", "bun");
	who->unverified = sign_key_generate();
	rig_must(rig, "key.revoke", "{'name':'Förra','reason':'slutat'}");
	rig_must(rig, "department.edit",
	    "{'code':'bun','aliases':['BUN','Barn och utbildning']}");
	rig_activity(rig, "Utbilda", "Vt 2022");
	rig_activity(rig, "Samverka", "löpande");
	rig_activity(rig, "Utred", "hösten");
	rig_must(rig, "plan.import",
	    "{'plan':'vbe','rows':[{'line':2,'key':'1','activity':'Informera',"
	    "'timeframe':'senast 2022-05-01','owner':'BUN, okänd'}]}");
	rig_own(rig, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'ks@kommun.example','department':'ks','language':'sv',"
	    "'subject':'Ämne','text':'Brödtext','notices':[{'activity':1,"
	    "'due_version':1,'stage':'due','regular':'2022-06-30',"
	    "'role':'lead','department':'ks','n':1,'skipped':false}]}",
	    1);
	rig_own(rig, "notice.settle",
	    "{'dispatch':1,'state':'failed','answer':'no such mailbox'}");
}

static inline struct request_signers *request_start(void)
{
	void *rig;

	if (request_signers.rig == NULL) {
		rig_open(&rig);
		request_signers.rig = rig;
		request_fill(&request_signers);
	}
	return &request_signers;
}

#endif
