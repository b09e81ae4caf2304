-- SPDX-License-Identifier: ISC
-- The tables: a function of the log, rebuilt by replay whenever this file
-- changes. Dates are TEXT 'YYYY-MM-DD' (local days of the municipality),
-- instants INTEGER UTC seconds in columns named _at. Nothing is deleted that
-- a person wrote.

CREATE TABLE setting (
  name   TEXT PRIMARY KEY,
  value  TEXT NOT NULL
) STRICT;

-- The municipality's own closed days, besides those of the calendar.
CREATE TABLE closed_day (
  day   TEXT PRIMARY KEY,
  name  TEXT NOT NULL
) STRICT;

CREATE TABLE department (
  code        TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  mail        TEXT NOT NULL,            -- a function mailbox; '' of an external party that has none
  escalation  TEXT,                     -- whom to tell when nothing happens
  language    TEXT NOT NULL,            -- of its mail: sv, en
  successor   TEXT REFERENCES department (code),
  external    INTEGER NOT NULL,         -- no part of the municipality
  board       TEXT                      -- that it answers to; NULL
) STRICT;

-- In these the reminders keep silent: their days do not count.
CREATE TABLE quiet_period (
  first   TEXT PRIMARY KEY,             -- 'MM-DD' where it comes every year
  last    TEXT NOT NULL,
  reason  TEXT NOT NULL,
  CHECK (length(first) = 5 OR first <= last)
) STRICT;

-- What a municipality, or one plan, has changed of the ladder; the rest is
-- the default (daemon/commands/ladder.h).
CREATE TABLE rung (
  plan   TEXT NOT NULL,                 -- '' for all plans
  stage  TEXT NOT NULL,
  at     TEXT NOT NULL,                 -- JSON list of numbers; [] is off
  told   TEXT NOT NULL,                 -- JSON list of roles
  set_at INTEGER NOT NULL,              -- dates that had passed by then do not come
  PRIMARY KEY (plan, stage)
) STRICT, WITHOUT ROWID;

-- Every spelling that means a department: its name, code and aliases.
CREATE TABLE department_name (
  folded      TEXT PRIMARY KEY,         -- in the form in which spellings compare
  department  TEXT NOT NULL REFERENCES department (code),
  alias       TEXT                      -- as written; NULL for the name and the code
) STRICT;
CREATE INDEX department_name_department ON department_name (department);

-- A board or a committee that meets, by its name in the form in which
-- spellings compare.
CREATE TABLE body (
  folded        TEXT PRIMARY KEY,
  name          TEXT NOT NULL,          -- as first written
  committee_of  TEXT REFERENCES body (folded),  -- the board that it prepares for; NULL
  papers        INTEGER,                -- workdays before a meeting; NULL: not its own
  time          TEXT,                   -- 'HH:MM', of meetings without their own; NULL
  seq           INTEGER NOT NULL DEFAULT 0  -- the log entry that changed it last; 0 for none
) STRICT;

CREATE TABLE meeting (
  day             TEXT NOT NULL,
  body            TEXT NOT NULL REFERENCES body (folded),
  time            TEXT,                 -- 'HH:MM'; NULL: the body's
  papers          TEXT,                 -- the day that somebody set for them; NULL
  dropped_reason  TEXT,                 -- why it is not held
  seq             INTEGER NOT NULL,     -- the log entry that changed it last
  PRIMARY KEY (day, body)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_body ON meeting (body);

CREATE TABLE key (
  public         BLOB PRIMARY KEY,
  name           TEXT NOT NULL,         -- of its holder, whose earlier keys have it too
  fingerprint    TEXT NOT NULL,
  role           TEXT NOT NULL CHECK (role IN ('daemon', 'coordinator', 'department', 'auditor')),
  department     TEXT REFERENCES department (code),
  added_at       INTEGER NOT NULL,
  revoked_at     INTEGER,
  revoke_reason  TEXT,
  CHECK ((role = 'department') = (department IS NOT NULL))
) STRICT;
CREATE INDEX key_name ON key (name);
CREATE UNIQUE INDEX key_holder ON key (name) WHERE revoked_at IS NULL;

CREATE TABLE plan (
  code         TEXT PRIMARY KEY,
  title        TEXT NOT NULL,
  case_number  TEXT,
  decision     TEXT,
  adopted      TEXT,
  valid_until  TEXT,
  review       TEXT NOT NULL,           -- how often what has no end is looked at: "4m"
  steering     TEXT,                    -- address of the preparatory group
  follow_up    TEXT NOT NULL,           -- how often it is followed up: "24m"
  statutory    INTEGER NOT NULL,        -- by law, not by its own rule
  followed     TEXT,                    -- the last follow-up ...
  followed_decision  TEXT,              -- ... and its decision
  follow_up_due   TEXT,                 -- the day by which it is to be followed up
  duty_version    INTEGER NOT NULL,     -- counts those days
  duty_set_at     INTEGER NOT NULL,     -- since when the day is the one it is
  ending_version  INTEGER NOT NULL,     -- the same of valid_until
  ending_set_at   INTEGER NOT NULL,
  closed_at       INTEGER,
  closed_reason   TEXT,
  successor       TEXT,                 -- the plan that goes on; NULL: none
  board           TEXT,                 -- whose meetings take it up; NULL
  bands           TEXT NOT NULL         -- JSON list; [] are the default ones
) STRICT;

-- A line of the situation picture, which activities answer.
CREATE TABLE problem (
  id             INTEGER PRIMARY KEY,
  name           TEXT NOT NULL,
  area           TEXT,                  -- vbe, hrv, other
  text           TEXT NOT NULL,
  closed_at      INTEGER,
  closed_reason  TEXT
) STRICT;

CREATE TABLE activity (
  id              INTEGER PRIMARY KEY,  -- the activity's number
  plan            TEXT NOT NULL REFERENCES plan (code),
  key             TEXT,                 -- its own key for imports
  goal            TEXT NOT NULL,        -- the heading it stands under; '' for none
  activity        TEXT NOT NULL,
  purpose         TEXT NOT NULL,
  timeframe       TEXT NOT NULL,        -- as written
  kind            TEXT NOT NULL,        -- its reading
  start           TEXT,
  end             TEXT,
  vague           INTEGER NOT NULL,
  reason          TEXT NOT NULL,        -- why it is vague or undated
  due             TEXT,                 -- end of a fixed or deadline timeframe
  due_version     INTEGER NOT NULL,     -- which of due_history is in force
  due_set_at      INTEGER NOT NULL,     -- added, moved or reopened: since when its ladder counts
  added_at        INTEGER NOT NULL,
  lead            TEXT REFERENCES department (code),
  owner_text      TEXT NOT NULL,        -- as written; '' where codes were given
  unresolved      INTEGER NOT NULL,     -- bits: 1 the lead, 2 a cooperating part, 4 the lead has equals
  unclear         TEXT NOT NULL,        -- JSON list: what needs a human
  areas           TEXT NOT NULL,        -- JSON list
  strategies      TEXT NOT NULL,        -- JSON list
  other           TEXT NOT NULL,        -- JSON object: other columns of its table, as written
  status          TEXT NOT NULL CHECK (status IN ('planned', 'started', 'done', 'dropped')),
  open            INTEGER NOT NULL AS (status IN ('planned', 'started')),  -- neither done nor dropped
  review          TEXT,                 -- its own interval; NULL: the plan's
  interval_months INTEGER NOT NULL,     -- that its timeframe says; 0 for none
  review_month    INTEGER NOT NULL,     -- that its timeframe names, 1-12; 0 for none
  lead_version    INTEGER NOT NULL,     -- counts those that have led it, one who comes again twice
  lead_set_at     INTEGER NOT NULL,     -- since when the lead leads
  lead_told       INTEGER NOT NULL,     -- and was told so; 1 where nobody leads
  unclear_at      INTEGER,              -- since when something in it is
  expected        TEXT,                 -- the day that the lead last promised
  progress        INTEGER NOT NULL CHECK (progress BETWEEN 0 AND 100),
  done_on         TEXT,
  dropped_reason  TEXT,
  problem         INTEGER REFERENCES problem (id),  -- that it answers; NULL: none
  carried_from    INTEGER,              -- its number in the plan before; NULL: none
  carried_to      INTEGER,              -- its number in the plan that goes on
  -- Where it stands in lists: what is open first, by due date, without one last.
  place           TEXT NOT NULL AS ((1 - open) || coalesce(due, '9999-12-31') || printf('%012d', id))
) STRICT;
CREATE UNIQUE INDEX activity_key ON activity (plan, key) WHERE key IS NOT NULL;
CREATE INDEX activity_plan ON activity (plan, place);
-- Those marked so are there for lists and for what is asked once in a while:
-- where all entries are replayed they are made when the rows are there
-- (daemon/store/put_off.h).
CREATE INDEX activity_place ON activity (place) /* after a replay */;
CREATE INDEX activity_text ON activity (plan, substr(activity, 1, 24)) /* after a replay */;
CREATE INDEX activity_open_due ON activity (due) WHERE open /* after a replay */;
CREATE INDEX activity_lead ON activity (lead, due) WHERE open /* after a replay */;
CREATE INDEX activity_unclear ON activity (id) WHERE unclear_at IS NOT NULL AND open /* after a replay */;
CREATE INDEX activity_led ON activity (lead) /* after a replay */;
CREATE INDEX activity_problem ON activity (problem) WHERE problem IS NOT NULL /* after a replay */;

-- How an activity went; what was said before is in the log.
CREATE TABLE rating (
  activity  INTEGER NOT NULL REFERENCES activity (id),
  period    TEXT NOT NULL,              -- '2026', '2026-T2', '2026-01..08'
  band      TEXT NOT NULL,              -- as its plan had it then
  comment   TEXT NOT NULL,
  figures   TEXT NOT NULL,              -- JSON list of name, value, unit
  at        INTEGER NOT NULL,
  by        TEXT NOT NULL,
  -- The month with which the period ends, so that lists are in that order.
  ends      INTEGER NOT NULL AS (CAST(100 * substr(period, 1, 4)
    + CASE WHEN length(period) = 4 THEN 12
      WHEN substr(period, 6, 1) = 'T' THEN 4 * substr(period, 7, 1)
      ELSE substr(period, -2) END AS INTEGER)),
  PRIMARY KEY (activity, period)
) STRICT, WITHOUT ROWID;

-- Former and new lead are told once.
CREATE TABLE transfer (
  seq       INTEGER NOT NULL,           -- its log entry
  activity  INTEGER NOT NULL REFERENCES activity (id),
  former    TEXT REFERENCES department (code),  -- NULL: nobody led it
  former_set_at INTEGER NOT NULL,       -- its lead_set_at
  at        INTEGER NOT NULL,
  told      INTEGER NOT NULL,
  PRIMARY KEY (activity, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE cooperating (
  activity    INTEGER NOT NULL REFERENCES activity (id),
  position    INTEGER NOT NULL,         -- in the order written
  department  TEXT NOT NULL REFERENCES department (code),
  joined_at   INTEGER NOT NULL,
  told        INTEGER NOT NULL,         -- that it joins
  PRIMARY KEY (activity, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX cooperating_department ON cooperating (department, activity);

-- The cells of the last import: an equal cell changes nothing.
CREATE TABLE imported (
  activity    INTEGER PRIMARY KEY REFERENCES activity (id),
  plan        TEXT NOT NULL REFERENCES plan (code),
  text        TEXT,
  purpose     TEXT,
  timeframe   TEXT,
  owner       TEXT,
  areas       TEXT,
  strategies  TEXT,
  goal        TEXT,
  status      TEXT,
  comment     TEXT,
  date        TEXT,
  progress    TEXT,
  other       TEXT                      -- JSON object
) STRICT;
CREATE INDEX imported_text ON imported (plan, substr(text, 1, 24));

CREATE TABLE due_history (
  activity   INTEGER NOT NULL REFERENCES activity (id),
  version    INTEGER NOT NULL,
  timeframe  TEXT NOT NULL,
  start      TEXT,
  end        TEXT,
  due        TEXT,
  decision   TEXT,
  at         INTEGER NOT NULL,
  by         TEXT NOT NULL,             -- name of the key
  seq        INTEGER NOT NULL,          -- its log entry
  PRIMARY KEY (activity, version)
) STRICT, WITHOUT ROWID;

-- An import writes one for each of its activities.
CREATE TABLE progress_note (
  seq          INTEGER NOT NULL,        -- its log entry
  activity     INTEGER NOT NULL REFERENCES activity (id),
  at           INTEGER NOT NULL,
  by           TEXT NOT NULL,           -- name of the key
  reported_by  TEXT REFERENCES department (code),
  status       TEXT NOT NULL,           -- as it became
  progress     INTEGER NOT NULL,
  note         TEXT NOT NULL,
  due_version  INTEGER NOT NULL,        -- of its time ...
  lead_version INTEGER NOT NULL,        -- ... as the lead
  answered     TEXT REFERENCES department (code),  -- the lead whose answer it is; NULL: none
  expected     TEXT,                    -- the day that it promises
  holds        TEXT,                    -- through which day it holds reminders
  own          INTEGER NOT NULL,        -- a department's own words, not the coordinator's
  reply        TEXT,                    -- the mail that it was read from (docs/answers.md); NULL: none
  written_at   INTEGER,                 -- when that says that it was written
  PRIMARY KEY (seq, activity)
) STRICT, WITHOUT ROWID;
CREATE INDEX progress_note_activity ON progress_note (activity, seq);
CREATE INDEX progress_note_answered ON progress_note (at) WHERE answered IS NOT NULL /* after a replay */;

CREATE TABLE dispatch (
  id          INTEGER PRIMARY KEY,
  token       TEXT NOT NULL UNIQUE,     -- names the message for good
  run         TEXT,                     -- the day of the run; NULL: a test
  address     TEXT NOT NULL COLLATE NOCASE,  -- while it waits, where its readers are now
  department  TEXT REFERENCES department (code),  -- NULL: the coordinator
  language    TEXT NOT NULL,
  subject     TEXT NOT NULL,
  text        TEXT NOT NULL,            -- as sent
  sent_at     INTEGER NOT NULL,         -- when it was composed
  queued      INTEGER NOT NULL,         -- the log entry that asked for it to be sent, last
  queued_at   INTEGER NOT NULL,         -- its time
  state       TEXT NOT NULL CHECK (state IN ('planned', 'accepted', 'failed', 'withdrawn')),
  settled_at  INTEGER,
  answer      TEXT,                     -- of the transport that failed
  told        INTEGER NOT NULL,         -- failed: the dispatch that tells the coordinator; 0 for none yet
  missed      TEXT,                     -- JSON list of days: the runs it says did not happen
  astray      INTEGER NOT NULL DEFAULT 0,  -- went to an address that it never had: somebody changed the database
  plan        TEXT,                     -- that it is named after: it answers the last one of that; NULL for none
  unheld      INTEGER NOT NULL,         -- the log entry by which its run did not happen; 0: it did
  UNIQUE (run, address, unheld)
) STRICT;
CREATE INDEX dispatch_waiting ON dispatch (queued) WHERE state = 'planned';
CREATE INDEX dispatch_thread ON dispatch (address, plan, id) WHERE state = 'accepted';
-- Where a message was to go before its reader's address changed.
CREATE TABLE former_address (
  dispatch  INTEGER NOT NULL REFERENCES dispatch (id),
  address   TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (dispatch, address)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER dispatch_readdressed AFTER UPDATE OF address ON dispatch
WHEN new.address <> old.address BEGIN
  INSERT OR IGNORE INTO former_address VALUES (old.id, old.address);
END;

CREATE INDEX dispatch_failed ON dispatch (told, id) WHERE state = 'failed';

-- Of an activity, of a plan as a whole, or (neither) the week's letter, or that
-- the situation picture is to be updated.
CREATE TABLE notice (
  id            INTEGER PRIMARY KEY,
  activity      INTEGER REFERENCES activity (id),
  plan          TEXT REFERENCES plan (code),
  due_version   INTEGER NOT NULL,       -- of a plan, that of its duty
  lead_version  INTEGER NOT NULL,       -- 0 where who leads does not matter
  stage         TEXT NOT NULL,
  regular       TEXT NOT NULL,          -- the date the ladder gives it
  role          TEXT NOT NULL CHECK (role IN ('lead', 'cooperating', 'escalation', 'former', 'coordinator', 'steering')),
  department    TEXT NOT NULL,          -- '' for the coordinator and the plan's steering address
  rung          INTEGER NOT NULL,       -- escalated: which, from 0
  held          INTEGER NOT NULL,       -- it waited for what an answer had promised
  n             INTEGER NOT NULL,       -- the n-th sent of its stage; 0 for one skipped
  skipped       INTEGER NOT NULL,       -- overtaken, snoozed, or done before it could go
  dispatch      INTEGER REFERENCES dispatch (id),
  acknowledged_at    INTEGER,
  acknowledged_by    TEXT,              -- name of the key
  acknowledged_note  TEXT, -- the last words, also of one who says more later
  CHECK ((activity IS NOT NULL) + (plan IS NOT NULL) +
    (activity IS NULL AND plan IS NULL AND stage IN ('digest', 'follow-up')) = 1),
  UNIQUE (activity, due_version, lead_version, stage, regular, role, department)
) STRICT;
CREATE INDEX notice_dispatch ON notice (dispatch);
CREATE UNIQUE INDEX notice_plan ON notice (plan, stage, due_version, regular, role) WHERE activity IS NULL;
CREATE INDEX notice_digest ON notice (id) WHERE activity IS NULL AND plan IS NULL;

-- What was noticed in runs of a clock that was ahead, and counts as not sent.
CREATE TABLE unsent_notice (
  seq          INTEGER NOT NULL,        -- the log entry that confirmed the clock
  id           INTEGER NOT NULL,
  activity     INTEGER,
  plan         TEXT,
  due_version  INTEGER NOT NULL,
  lead_version INTEGER NOT NULL,
  stage        TEXT NOT NULL,
  regular      TEXT NOT NULL,
  role         TEXT NOT NULL,
  department   TEXT NOT NULL,
  dispatch     INTEGER,                 -- NULL: it was skipped
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unsent_notice_activity ON unsent_notice (activity, stage, regular);

-- Silence for one recipient's notices of one activity, until a day.
CREATE TABLE snooze (
  activity     INTEGER NOT NULL REFERENCES activity (id),
  due_version  INTEGER NOT NULL,
  department   TEXT NOT NULL,
  until        TEXT NOT NULL,           -- the first day that is not silent
  times        INTEGER NOT NULL,
  PRIMARY KEY (activity, due_version, department)
) STRICT, WITHOUT ROWID;

-- That a department has seen its reminders: the overdue ones wait a while.
CREATE TABLE acknowledgement (
  activity     INTEGER NOT NULL REFERENCES activity (id),
  due_version  INTEGER NOT NULL,
  department   TEXT NOT NULL,
  until        TEXT NOT NULL,           -- the last day on which they wait
  PRIMARY KEY (activity, due_version, department)
) STRICT, WITHOUT ROWID;

-- What an observation is of. These kinds every state has, for good by their
-- numbers; a municipality adds
-- its own and retires what it does not use.
CREATE TABLE kind (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL,
  area        TEXT NOT NULL,            -- of its observations, where they name none
  spellings   TEXT NOT NULL,            -- other words that mean it, ", " between
  retired_at  INTEGER
) STRICT;
INSERT INTO kind (id, name, area, spellings) VALUES
  (1, 'leaflet', 'vbe', 'flygblad, flygbladen, leaflets, flyer, flyers, flyers och flygblad, utdelning av flygblad'),
  (2, 'poster', 'vbe', 'affisch eller klistermärke, poster or sticker, posters, sticker, stickers, affisch, affischer, affischering, klistermärke, klistermärken, klisterdekal, dekal, dekaler, affischer och klistermärken'),
  (3, 'graffiti', 'vbe', 'klotter eller symbol, graffiti or symbol, symbol, symbols, symboler, klotter, klotter och symboler'),
  (4, 'utterance', 'vbe', 'uttalande, utterances, uttalanden, yttrande, yttranden'),
  (5, 'gathering', 'vbe', 'sammankomst, gatherings, sammankomster, samling, möte'),
  (6, 'demonstration', 'vbe', 'demonstration, demonstrations, demonstrationer, manifestation, manifestationer'),
  (7, 'propaganda', 'vbe', 'propaganda på nätet, propaganda on the net, propaganda online, nätpropaganda'),
  (8, 'recruitment', 'vbe', 'rekrytering, värvning, rekryteringsförsök'),
  (9, 'premises', 'vbe', 'användning av lokal, premises used, lokal, lokaler, lokal som används'),
  (10, 'threat', 'vbe', 'hot mot förtroendevald eller tjänsteperson, threat to an elected or an official, threats, hot, hot mot förtroendevald, hot mot förtroendevalda, hot mot tjänsteman, hot mot tjänsteperson'),
  (11, 'honour-norm', 'hrv', 'hedersnorm, honour norm, hedersnormer, honour norms, hedersrelaterat'),
  (12, 'vandalism', 'other', 'skadegörelse, skadegörelser'),
  (13, 'littering', 'other', 'nedskräpning, litter, skräp'),
  (14, 'unsafe-place', 'other', 'otrygg plats, unsafe place, unsafe places, otrygga platser, otrygghet'),
  (15, 'violence', 'other', 'våld, våldsbrott, misshandel'),
  (16, 'drug-trade', 'other', 'misstänkt narkotikahandel, suspected drug trade, drug trade, narkotikahandel, narkotika, droghandel'),
  (17, 'staff-incident', 'other', 'hot eller våld mot personal, incident against staff, incident mot personal, incidenter mot personal, tillbud mot personal'),
  (18, 'other', 'other', 'övrigt, annat, övriga');

-- Where observations are from, in the words of the first that named it.
CREATE TABLE district (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL
) STRICT;

-- What a function saw at a place on a day; never a person. Its text, place and
-- source are for the coordinator and for who wrote it (docs/privacy.md).
CREATE TABLE observation (
  id           INTEGER PRIMARY KEY,
  seq          INTEGER NOT NULL,        -- its log entry ...
  row          INTEGER,                 -- ... and its row in that; NULL: it has one
  date         TEXT NOT NULL,           -- of a week its Monday
  area         TEXT NOT NULL CHECK (area IN ('vbe', 'hrv', 'other')),
  kind         INTEGER NOT NULL REFERENCES kind (id),
  environment  TEXT NOT NULL,
  district     INTEGER NOT NULL,        -- 0: none was named
  place        TEXT NOT NULL,           -- public, never a home
  count        INTEGER NOT NULL,
  source       TEXT NOT NULL,           -- the function that saw it
  text         TEXT NOT NULL,
  department   TEXT REFERENCES department (code),  -- whose key wrote it; NULL: the coordinator's
  at           INTEGER NOT NULL
) STRICT;
CREATE INDEX observation_date ON observation (date, area, kind, district, count);

-- The same counted by month and cell, so that a picture costs what it shows,
-- and of each cell in all. No trigger keeps them: of the statement journal of
-- one, each row of a large import would walk all that the rows before it left.
CREATE TABLE observation_month (
  month     TEXT NOT NULL,              -- 'YYYY-MM'
  area      TEXT NOT NULL,
  kind      INTEGER NOT NULL,
  district  INTEGER NOT NULL,
  observed  INTEGER NOT NULL,           -- observations
  count     INTEGER NOT NULL,           -- what they counted
  PRIMARY KEY (month, area, kind, district)
) STRICT, WITHOUT ROWID;
CREATE TABLE observation_cell (
  area      TEXT NOT NULL,
  kind      INTEGER NOT NULL,
  district  INTEGER NOT NULL,
  observed  INTEGER NOT NULL,
  PRIMARY KEY (area, kind, district)
) STRICT, WITHOUT ROWID;

-- The runs that happened; an empty one too.
CREATE TABLE run (
  day       TEXT PRIMARY KEY,
  at        INTEGER NOT NULL,
  messages  INTEGER NOT NULL,
  noticed   INTEGER NOT NULL            -- the last notice there was after it
) STRICT;

-- The reports of a plan that were handed over: the next begins where the last
-- ended.
CREATE TABLE report (
  plan   TEXT NOT NULL REFERENCES plan (code),
  as_of  TEXT NOT NULL,                 -- at the end of this day
  since  TEXT,                          -- from the day after; NULL: from the beginning
  at     INTEGER NOT NULL,
  PRIMARY KEY (plan, as_of)
) STRICT, WITHOUT ROWID;

-- Which entries of the log concern which activity.
CREATE TABLE entry_activity (
  activity  INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  PRIMARY KEY (activity, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_activity_seq ON entry_activity (seq);

-- The situation picture as it was adopted; the last one is in force.
CREATE TABLE picture (
  version   INTEGER PRIMARY KEY,
  adopted   TEXT NOT NULL,
  decision  TEXT NOT NULL,
  due       TEXT NOT NULL,              -- by when it is to be updated
  set_at    INTEGER NOT NULL
) STRICT;

-- What departed from its history (docs/picture.md) and was told.
CREATE TABLE departed (
  month      TEXT NOT NULL,             -- 'YYYY-MM'
  area       TEXT NOT NULL,
  kind       INTEGER NOT NULL REFERENCES kind (id),
  departure  TEXT NOT NULL,             -- high, low
  seq        INTEGER NOT NULL,          -- the log entry that says so
  PRIMARY KEY (month, area, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX departed_seq ON departed (seq);

-- What each entry of the log is.
CREATE TABLE entry_method (
  seq     INTEGER PRIMARY KEY,
  method  TEXT NOT NULL
) STRICT;

-- Entries of the log whose words a coordinator took out, and what their bytes
-- hash to since; of several decisions the last counts.
CREATE TABLE redaction (
  entry           INTEGER NOT NULL,
  by              INTEGER NOT NULL,     -- the log entry that decided it
  request_sha512  BLOB NOT NULL,
  reading_sha256  BLOB NOT NULL,
  PRIMARY KEY (entry, by)
) STRICT, WITHOUT ROWID;

-- Backups that were put back: what came after them is lost.
CREATE TABLE restoration (
  seq        INTEGER PRIMARY KEY,       -- the log entry that says so
  source     TEXT NOT NULL,             -- which backup, in the administrator's words
  confirmed  INTEGER                    -- the coordinator's entry; NULL: not yet
) STRICT;

-- A row while nobody serves the database: without it, it was not closed in good
-- order. Not part of the truth.
CREATE TABLE closed (
  only  INTEGER PRIMARY KEY CHECK (only = 1)
) STRICT;

-- When a run must look at an open activity again: the next date of its
-- ladder, '' where something changed since that was worked out
-- (daemon/reminders/next_due.h). Not part of the truth: it follows from the
-- tables and the calendar, and `check` works it out again. A new activity's row
-- is made with it and not by a trigger, which costs a journal for each of the
-- thousands of an import; nor is one emptied so by a note.
CREATE TABLE next_due (
  activity  INTEGER PRIMARY KEY,
  day       TEXT NOT NULL
) STRICT;
CREATE INDEX next_due_day ON next_due (day);

-- An edit sets more columns than it changes. Who joins comes with a lead that is
-- set, to what it was or to another.
CREATE TRIGGER next_due_changed AFTER UPDATE OF start, end, due, due_version,
  kind, vague, unclear, status, review ON activity
WHEN new.open AND (new.start, new.end, new.due, new.due_version, new.kind,
  new.vague, new.unclear, new.status, new.review) IS NOT (old.start, old.end,
  old.due, old.due_version, old.kind, old.vague, old.unclear, old.status,
  old.review) BEGIN
  INSERT OR REPLACE INTO next_due VALUES (new.id, '');
END;
CREATE TRIGGER next_due_led AFTER UPDATE OF lead, lead_told ON activity
WHEN new.open BEGIN
  INSERT OR REPLACE INTO next_due VALUES (new.id, '');
END;
CREATE TRIGGER next_due_closed AFTER UPDATE OF status ON activity
WHEN NOT new.open BEGIN
  DELETE FROM next_due WHERE activity = new.id;
END;
CREATE TRIGGER next_due_transferred AFTER INSERT ON transfer BEGIN
  UPDATE next_due SET day = '' WHERE activity = new.activity;
END;
CREATE TRIGGER next_due_told AFTER INSERT ON notice WHEN new.activity IS NOT NULL BEGIN
  UPDATE next_due SET day = '' WHERE activity = new.activity;
END;
CREATE TRIGGER next_due_unsent AFTER DELETE ON notice WHEN old.activity IS NOT NULL BEGIN
  UPDATE next_due SET day = '' WHERE activity = old.activity;
END;
-- What was not sent is counted no more, and silenced by no snooze.
CREATE TRIGGER next_due_settled AFTER UPDATE OF state ON dispatch BEGIN
  UPDATE next_due SET day = '' WHERE activity IN (SELECT activity FROM notice
    WHERE dispatch = new.id AND (new.state <> 'accepted'
      OR stage IN ('overdue', 'assigned')));
END;
CREATE TRIGGER next_due_snoozed AFTER INSERT ON snooze BEGIN
  UPDATE next_due SET day = '' WHERE activity = new.activity;
END;
CREATE TRIGGER next_due_snoozed_again AFTER UPDATE ON snooze BEGIN
  UPDATE next_due SET day = '' WHERE activity = new.activity;
END;
CREATE TRIGGER next_due_acknowledged AFTER INSERT ON acknowledgement BEGIN
  UPDATE next_due SET day = '' WHERE activity = new.activity;
END;
CREATE TRIGGER next_due_acknowledged_again AFTER UPDATE ON acknowledgement BEGIN
  UPDATE next_due SET day = '' WHERE activity = new.activity;
END;
CREATE TRIGGER next_due_plan AFTER UPDATE OF adopted, review, closed_at, steering ON plan BEGIN
  UPDATE next_due SET day = '' WHERE activity IN (SELECT id FROM activity
    WHERE plan = new.code);
END;
CREATE TRIGGER next_due_rung AFTER INSERT ON rung BEGIN
  UPDATE next_due SET day = '';
END;
CREATE TRIGGER next_due_other_rung AFTER UPDATE ON rung BEGIN
  UPDATE next_due SET day = '';
END;
CREATE TRIGGER next_due_no_rung AFTER DELETE ON rung BEGIN
  UPDATE next_due SET day = '';
END;
CREATE TRIGGER next_due_hour AFTER UPDATE ON setting
WHEN new.name IN ('hour', 'zone', 'digest', 'coordinator_mail') AND new.value <> old.value BEGIN
  UPDATE next_due SET day = '';
END;
CREATE TRIGGER next_due_digest AFTER INSERT ON setting
WHEN new.name IN ('digest', 'coordinator_mail') BEGIN
  UPDATE next_due SET day = '';
END;
CREATE TRIGGER next_due_quiet AFTER INSERT ON quiet_period BEGIN
  UPDATE next_due SET day = '';
END;
CREATE TRIGGER next_due_not_quiet AFTER DELETE ON quiet_period BEGIN
  UPDATE next_due SET day = '';
END;
CREATE TRIGGER next_due_closed_day AFTER INSERT ON closed_day BEGIN
  UPDATE next_due SET day = '';
END;
CREATE TRIGGER next_due_open_day AFTER DELETE ON closed_day BEGIN
  UPDATE next_due SET day = '';
END;
