/* SPDX-License-Identifier: ISC */
/* The life of a dispatch, from the log to the mail system and back: who says
 * what to whom (daemon/delivery/), and which crash may fall between any two
 * effects. tests/spin/run looks at every order of events there is.
 *
 * What is durable: the log, and what the mail system has taken. All else is
 * the memory of a process and goes with it. An action below is one effect;
 * between two of them anything else may happen.
 *
 * A fault that is asked for by -DFAULT_... breaks one rule of the protocol;
 * each must be found, or the model proves nothing. */

#define DISPATCHES 2

/* How often each thing may go wrong in one history. */
#ifndef DAEMON_CRASHES
#define DAEMON_CRASHES 1
#endif
#ifndef WORKER_CRASHES
#define WORKER_CRASHES 2
#endif
#ifndef COMMITS_FAIL
#define COMMITS_FAIL 2
#endif
#ifndef TEMPORARY
#define TEMPORARY 1
#endif

mtype = { BEGIN, DELIVER };               /* orders */
mtype = { READY, DELIVERED };             /* answers */
mtype = { NONE, OK, TEMPFAIL, REFUSED };  /* what a delivery ended with */
mtype = { WAITING, ACCEPTED, FAILED };    /* of a dispatch, in the log */
mtype = { EMPTY, UNDER_WAY, TAKEN, BAD }; /* of a slot: TAKEN and BAD are true
					   * and not yet in the log */

/* Durable. */
mtype logged[DISPATCHES] = WAITING;
byte handed[DISPATCHES]; /* how often the mail system got it */

/* The socket between daemon and worker: it outlives a worker. */
chan orders = [3] of { mtype, byte };
chan answers = [4] of { mtype, byte, mtype };

/* The daemon's memory. */
mtype slot[DISPATCHES] = EMPTY;
bool hand[DISPATCHES];    /* the worker has it, as far as the daemon knows */
bool entered[DISPATCHES]; /* in the turn that is open */
byte ready;               /* the worker that was told to begin; 0: none */

/* The worker's memory. */
byte worker = 1; /* its id; no two have the same */
bool spoken;     /* said that it has begun */
bool begun;      /* the daemon knows */
bool running[DISPATCHES];
mtype ended[DISPATCHES] = NONE;

/* What has gone wrong, and how often that may explain another copy. */
byte daemon_crashes, worker_crashes, commits_failed, temporary;
byte excuse[DISPATCHES];

#define is_behind(d) (slot[d] == TAKEN || slot[d] == BAD)
#define BEHIND (is_behind(0) || is_behind(1))
#define ALL_SETTLED (logged[0] != WAITING && logged[1] != WAITING)

/* A crash explains one more copy of what the mail system may have got and the
 * log does not know. */
inline excuse_copies()
{
	i = 0;
	do
	:: i < DISPATCHES ->
		if
		:: logged[i] == WAITING && handed[i] > 0 -> excuse[i]++
		:: else
		fi;
		i++
	:: else -> break
	od
}

inline forget_worker()
{
	spoken = false;
	begun = false;
	worker++;
	i = 0;
	do
	:: i < DISPATCHES ->
		running[i] = false;
		ended[i] = NONE;
		i++
	:: else -> break
	od
}

inline forget_daemon()
{
	ready = 0;
	i = 0;
	do
	:: i < DISPATCHES ->
		slot[i] = EMPTY;
		hand[i] = false;
		entered[i] = false;
		i++
	:: else -> break
	od
}

inline empty_socket()
{
	do
	:: orders ? _, _
	:: answers ? _, _, _
	:: empty(orders) && empty(answers) -> break
	od
}

/* worker_link.c, on_ready(): what an earlier worker had in hand is lost, and
 * may pass. */
inline hear_ready(id)
{
	if
	:: id == ready
	:: id != ready ->
		if
		:: nfull(orders) -> orders ! BEGIN, id; ready = id
		:: full(orders) -> ready = 0
		fi;
		i = 0;
		do
		:: i < DISPATCHES ->
			if
#ifndef FAULT_HANDS_KEPT /* forgets to say what the last one had in hand */
			:: hand[i] -> hand[i] = false; slot[i] = EMPTY
#endif
			:: else
			fi;
			i++
		:: else -> break
		od
	fi
}

/* delivery_outcome.c, delivery_answered(). */
inline hear_delivered(id, status)
{
	if
	:: !hand[id]
	:: hand[id] ->
		hand[id] = false;
		if
		:: status == OK -> slot[id] = TAKEN
		:: status == REFUSED -> slot[id] = BAD
		:: status == TEMPFAIL -> slot[id] = EMPTY
		fi
	fi
}

/* Each that is true and not in the log enters the turn; one that the log
 * knows, because a commit that was called failed had held, waits no more. */
inline enter(id)
{
	if
	:: logged[id] != WAITING -> slot[id] = EMPTY
	:: else -> entered[id] = true
	fi
}

inline commit(id)
{
	if
	:: entered[id] ->
		assert(logged[id] == WAITING);
		assert(slot[id] == BAD || handed[id] > 0);
		logged[id] = (slot[id] == TAKEN -> ACCEPTED : FAILED)
	:: else
	fi
}

/* The turn is over: delivery_conclude(). */
inline conclude(id, committed)
{
	if
	:: entered[id] && committed -> slot[id] = EMPTY
	:: entered[id] && !committed ->
#ifdef FAULT_TRY_AGAIN /* as it was: put off, and so handed over again */
		slot[id] = EMPTY
#else
		skip
#endif
	:: else
	fi;
	entered[id] = false
}

active proctype Daemon()
{
	byte i, id;
	mtype status;

end:	do
	:: atomic { answers ? READY, id, _ -> hear_ready(id) }
	:: atomic { answers ? DELIVERED, id, status ->
		hear_delivered(id, status) }

	:: atomic { is_behind(0) && !entered[0] -> enter(0) }
	:: atomic { is_behind(1) && !entered[1] -> enter(1) }

	/* The commit is one effect. It holds and is known to, or fails, or
	 * holds and is called failed. */
	:: atomic { (entered[0] || entered[1]) ->
		commit(0); commit(1);
		conclude(0, true); conclude(1, true) }
	:: atomic { (entered[0] || entered[1]) &&
		commits_failed < COMMITS_FAIL ->
		commits_failed++;
		conclude(0, false); conclude(1, false) }
	:: atomic { (entered[0] || entered[1]) &&
		commits_failed < COMMITS_FAIL ->
		commits_failed++;
		commit(0); commit(1);
		conclude(0, false); conclude(1, false) }

	/* delivery_begin(): what waits is handed over. */
	:: atomic { ready != 0 && nfull(orders) &&
#ifndef FAULT_GO_ON /* hands over while it cannot write what became of others */
		!BEHIND &&
#endif
		((slot[0] == EMPTY && logged[0] == WAITING) ||
		(slot[1] == EMPTY && logged[1] == WAITING)) ->
		assert(!BEHIND);
		if
		:: slot[0] == EMPTY && logged[0] == WAITING -> id = 0
		:: slot[1] == EMPTY && logged[1] == WAITING -> id = 1
		fi;
		orders ! DELIVER, id;
		hand[id] = true;
#ifdef FAULT_ASSUME_SENT /* calls accepted what was only handed over */
		slot[id] = TAKEN }
#else
		slot[id] = UNDER_WAY }
#endif
	od
}

#define said_ready (answers ?? [READY, eval(worker), NONE])

active proctype Worker()
{
	byte id;
	mtype type;

end:	do
	/* At once, and each second in which nothing is asked, until it is
	 * heard. */
	:: atomic { !begun && nfull(answers) && !said_ready &&
		(!spoken || empty(orders)) ->
		spoken = true;
		answers ! READY, worker, NONE }
	:: atomic { orders ? type, id ->
		if
		:: type == BEGIN && id == worker -> begun = true
		:: type == BEGIN && id != worker
#ifdef FAULT_STALE_ORDERS /* does what another one was asked */
		:: type == DELIVER -> running[id] = true
#else
		:: type == DELIVER && begun ->
			assert(!running[id] && ended[id] == NONE);
			running[id] = true
		:: type == DELIVER && !begun
#endif
		fi }

	/* planvakt-deliver. That the mail system took it and the worker hears
	 * of it are two effects. */
	:: atomic { running[0] && ended[0] == NONE -> handed[0]++; ended[0] = OK }
	:: atomic { running[1] && ended[1] == NONE -> handed[1]++; ended[1] = OK }
	:: atomic { running[0] && ended[0] == NONE -> ended[0] = REFUSED }
	:: atomic { running[0] && ended[0] == NONE && temporary < TEMPORARY ->
		temporary++;
		ended[0] = TEMPFAIL }
	/* Its reply was lost: the server has it, nobody knows. */
	:: atomic { running[1] && ended[1] == NONE && temporary < TEMPORARY ->
		temporary++;
		handed[1]++;
		excuse[1]++;
		ended[1] = TEMPFAIL }

	:: atomic { ended[0] != NONE && nfull(answers) ->
		answers ! DELIVERED, 0, ended[0];
		running[0] = false;
		ended[0] = NONE }
	:: atomic { ended[1] != NONE && nfull(answers) ->
		answers ! DELIVERED, 1, ended[1];
		running[1] = false;
		ended[1] = NONE }
	od
}

/* kill -9, power, the OOM killer. With the daemon its worker ends and their
 * socket (programs/supervise.c); with a worker only it. */
active proctype Crash()
{
	byte i;

end:	do
	:: atomic { daemon_crashes < DAEMON_CRASHES ->
		daemon_crashes++;
		excuse_copies();
		forget_daemon();
		forget_worker();
		empty_socket() }
	:: atomic { worker_crashes < WORKER_CRASHES ->
		worker_crashes++;
		excuse_copies();
		forget_worker()
#ifdef FAULT_SILENT_WORKER /* it works at once and does not say who it is */
		;
		begun = true
#endif
		}
	od
}

#define COPIES_EXPLAINED \
	(handed[0] <= 1 + excuse[0] && handed[1] <= 1 + excuse[1])

/* Nothing is sent twice but where a crash or a lost reply explains it. */
ltl once { [] COPIES_EXPLAINED }

/* Whatever happens, each is settled in the end: crashes and failing commits
 * are finite here. */
ltl settled { <> ALL_SETTLED }

/* What the log calls accepted the mail system has. */
ltl true_log { [] ((logged[0] == ACCEPTED -> handed[0] > 0) &&
	(logged[1] == ACCEPTED -> handed[1] > 0)) }
