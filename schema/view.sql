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
  mail        TEXT NOT NULL,            -- a function mailbox
  escalation  TEXT,                     -- whom to tell when nothing happens
  language    TEXT NOT NULL,            -- of its mail: sv, en
  successor   TEXT REFERENCES department (code)
) STRICT;

-- Every spelling that means a department: its name, code and aliases.
CREATE TABLE department_name (
  folded      TEXT PRIMARY KEY,         -- in the form in which spellings compare
  department  TEXT NOT NULL REFERENCES department (code),
  alias       TEXT                      -- as written; NULL for the name and the code
) STRICT;
CREATE INDEX department_name_department ON department_name (department);

CREATE TABLE key (
  public         BLOB PRIMARY KEY,
  name           TEXT NOT NULL UNIQUE,
  fingerprint    TEXT NOT NULL,
  role           TEXT NOT NULL CHECK (role IN ('daemon', 'coordinator', 'department', 'auditor')),
  department     TEXT REFERENCES department (code),
  added_at       INTEGER NOT NULL,
  revoked_at     INTEGER,
  revoke_reason  TEXT,
  CHECK ((role = 'department') = (department IS NOT NULL))
) STRICT;

CREATE TABLE plan (
  code         TEXT PRIMARY KEY,
  title        TEXT NOT NULL,
  case_number  TEXT,
  decision     TEXT,
  adopted      TEXT,
  valid_until  TEXT,
  review       TEXT NOT NULL            -- how often what has no end is looked at: "4m"
) STRICT;

CREATE TABLE activity (
  id              INTEGER PRIMARY KEY,  -- the activity's number
  plan            TEXT NOT NULL REFERENCES plan (code),
  key             TEXT,                 -- its own key for imports
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
  lead            TEXT REFERENCES department (code),
  owner_text      TEXT NOT NULL,        -- as written; '' where codes were given
  unresolved      INTEGER NOT NULL,     -- bits: 1 the lead, 2 a cooperating part
  unclear         TEXT NOT NULL,        -- JSON list: what needs a human
  areas           TEXT NOT NULL,        -- JSON list
  strategies      TEXT NOT NULL,        -- JSON list
  status          TEXT NOT NULL CHECK (status IN ('planned', 'started', 'done', 'dropped')),
  review          TEXT,                 -- its own interval; NULL: the plan's
  progress        INTEGER NOT NULL CHECK (progress BETWEEN 0 AND 100),
  done_on         TEXT,
  dropped_reason  TEXT,
  UNIQUE (plan, key)
) STRICT;
CREATE INDEX activity_text ON activity (plan, activity);
CREATE INDEX activity_open_due ON activity (due) WHERE status IN ('planned', 'started');
CREATE INDEX activity_lead ON activity (lead);

CREATE TABLE cooperating (
  activity    INTEGER NOT NULL REFERENCES activity (id),
  position    INTEGER NOT NULL,         -- in the order written
  department  TEXT NOT NULL REFERENCES department (code),
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
  strategies  TEXT
) STRICT;
CREATE INDEX imported_text ON imported (plan, text);

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
  PRIMARY KEY (activity, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE progress_note (
  seq          INTEGER PRIMARY KEY,     -- its log entry
  activity     INTEGER NOT NULL REFERENCES activity (id),
  at           INTEGER NOT NULL,
  by           TEXT NOT NULL,           -- name of the key
  reported_by  TEXT REFERENCES department (code),
  status       TEXT NOT NULL,           -- as it became
  progress     INTEGER NOT NULL,
  note         TEXT NOT NULL
) STRICT;
CREATE INDEX progress_note_activity ON progress_note (activity, seq);

CREATE TABLE dispatch (
  id          INTEGER PRIMARY KEY,
  token       TEXT NOT NULL UNIQUE,     -- names the message for good
  run         TEXT NOT NULL,            -- the day of the run
  address     TEXT NOT NULL COLLATE NOCASE,
  department  TEXT REFERENCES department (code),  -- NULL: the coordinator
  language    TEXT NOT NULL,
  subject     TEXT NOT NULL,
  text        TEXT NOT NULL,            -- as sent
  sent_at     INTEGER NOT NULL,         -- when it was composed
  state       TEXT NOT NULL CHECK (state IN ('planned', 'accepted', 'failed')),
  settled_at  INTEGER,
  answer      TEXT,                     -- of the transport that failed
  UNIQUE (run, address)
) STRICT;
CREATE INDEX dispatch_waiting ON dispatch (id) WHERE state = 'planned';
CREATE INDEX dispatch_failed ON dispatch (id) WHERE state = 'failed';

CREATE TABLE notice (
  id           INTEGER PRIMARY KEY,
  activity     INTEGER NOT NULL REFERENCES activity (id),
  due_version  INTEGER NOT NULL,
  stage        TEXT NOT NULL,
  regular      TEXT NOT NULL,           -- the date the ladder gives it
  role         TEXT NOT NULL CHECK (role IN ('lead', 'coordinator')),
  department   TEXT NOT NULL,           -- '' for the coordinator
  n            INTEGER NOT NULL,        -- the n-th sent of its stage; 0 for one skipped
  skipped      INTEGER NOT NULL,        -- overtaken by a later stage before it could go
  dispatch     INTEGER REFERENCES dispatch (id),
  UNIQUE (activity, due_version, stage, regular, role, department)
) STRICT;
CREATE INDEX notice_dispatch ON notice (dispatch);

-- The runs that happened; an empty one too.
CREATE TABLE run (
  day       TEXT PRIMARY KEY,
  at        INTEGER NOT NULL,
  messages  INTEGER NOT NULL
) STRICT;
