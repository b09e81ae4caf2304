/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_before.h"

#include "daemon/reminders/due_readers.h"
#include "daemon/reminders/row_values.h"

enum { BEFORE };

const char *const before_sql[] = {
	/* Of the same date and lead in the plans before. A steering address
	 * that is another's has heard nothing yet. */
	[BEFORE] =
	    "WITH RECURSIVE before (id, due_version, lead_version) AS"
	    " (SELECT id, due_version, lead_version FROM activity"
	    "  WHERE id = ?1 AND due_version = ?2 AND lead_version = ?3"
	    "  UNION ALL SELECT b.id, b.due_version, b.lead_version"
	    "  FROM before JOIN activity a ON a.id = before.id"
	    "  JOIN activity b ON b.id = a.carried_from"
	    "  WHERE before.due_version = 1 AND before.lead_version = 1)"
	    " SELECT n.stage, n.role, coalesce(p.successor, n.department),"
	    " count(DISTINCT iif(" DUE_UNSENT ", NULL, o.id || n.regular)),"
	    " max(iif(" DUE_UNSENT
	    ", 0, n.stage = 'assigned' AND n.role = 'lead'"
	    "  AND o.lead_version > 1"
	    "  AND max(n.regular, coalesce(d.run, n.regular)) > ?5))"
	    " FROM before o JOIN notice n ON n.activity = o.id"
	    "  AND n.due_version = o.due_version"
	    "  AND n.lead_version IN (0, o.lead_version)"
	    " LEFT JOIN dispatch d ON d.id = n.dispatch"
	    " LEFT JOIN department p ON p.code = n.department"
	    " WHERE o.id <> ?1 AND (n.role <> 'steering' OR EXISTS"
	    "  (SELECT 1 FROM activity b JOIN activity c ON c.id = ?1"
	    "   JOIN plan f ON f.code = b.plan JOIN plan t ON t.code = c.plan"
	    "   WHERE b.id = o.id AND f.steering = t.steering))"
	    " GROUP BY 1, 2, 3",
	NULL,
};

/* The columns of BEFORE. */
enum {
	BEFORE_STAGE,
	BEFORE_ROLE,
	BEFORE_DEPARTMENT,
	BEFORE_COUNT,
	BEFORE_TAKEN
};

int due_before_add(struct due_items *due_items, struct due_item *item,
    struct store *store, struct err *err)
{
	int result;
	struct rows rows = store_query(store, before_sql, BEFORE,
	    BIND(INTEGER(item->words.id), INTEGER(item->due_version),
		INTEGER(item->lead_version), INTEGER(due_items->absorbs),
		DAY(item->ladder.due)));

	while ((result = rows_next(&rows, err)) == 1) {
		struct due_reader *reader =
		    due_readers_find(item, row_role(&rows, BEFORE_ROLE),
			rows_text(&rows, BEFORE_DEPARTMENT));

		if (reader == NULL)
			continue;
		reader->sent[row_stage(&rows, BEFORE_STAGE)] +=
		    rows_integer(&rows, BEFORE_COUNT);
		/* Taken over late, the letter that says so was the first. */
		reader->sent[STAGE_OVERDUE] +=
		    rows_integer(&rows, BEFORE_TAKEN);
	}
	rows_end(&rows);
	return result;
}
