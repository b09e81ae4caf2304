/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_owner.h"

#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/import_remark.h"
#include "daemon/text/fold.h"
#include "daemon/text/owner.h"
#include "protocol/json_member.h"

void import_owner_add_code(json_t *codes, const char *lead, const char *code)
{
	json_t *there;
	size_t i;

	if (code == NULL || (lead != NULL && strcmp(code, lead) == 0))
		return;
	json_array_foreach (codes, i, there)
		if (strcmp(json_string_value(there), code) == 0)
			return;
	json_array_append_new(codes, json_string(code));
}

static void tell_unresolved(struct import_owners *import, struct row_cells *row,
    const char *column, const struct owner_reading *owner)
{
	struct invocation *invocation = import->invocation;

	for (size_t i = 0; i < owner->unresolved_count; i++)
		import_remark(invocation, row, column, owner->unresolved[i],
		    import_unresolved_reason(
			invocation, import->names, owner->unresolved[i]));
}

/* Who has a column of his own cooperates, whatever the words say of rank. */
static int64_t read_cooperating(struct import_owners *import,
    struct row_cells *row, const char *lead, json_t *codes)
{
	const char *text = row_cell_text(row, "cooperating");
	struct owner_reading owner;

	if (text == NULL)
		return 0;
	owner_read(&owner, import->invocation->arena, text, import->names);
	import_owner_add_code(codes, lead, owner.lead);
	for (size_t i = 0; i < owner.cooperating_count; i++)
		import_owner_add_code(codes, lead, owner.cooperating[i]);
	tell_unresolved(import, row, "cooperating", &owner);
	return owner.unresolved_count > 0 ? UNRESOLVED_COOPERATING : 0;
}

static json_t *read_new_owner(
    struct import_owners *import, struct row_cells *row)
{
	struct invocation *invocation = import->invocation;
	const char *text = row_cell_text(row, "owner");
	json_t *reading = json_object(), *cooperating = json_array();
	struct owner_reading owner;
	int64_t unresolved;

	owner_read(
	    &owner, invocation->arena, text != NULL ? text : "", import->names);
	for (size_t i = 0; i < owner.cooperating_count; i++)
		json_array_append_new(
		    cooperating, json_string(owner.cooperating[i]));
	tell_unresolved(import, row, "owner", &owner);
	if (owner.lead == NULL && owner.unresolved_count == 0)
		import_remark(invocation, row, "owner", text,
		    "names no lead: assign the activity");
	unresolved = (owner.lead_unresolved ? UNRESOLVED_LEAD : 0) |
	    (owner.unresolved_count > (owner.lead_unresolved ? 1u : 0u)
		    ? UNRESOLVED_COOPERATING
		    : 0) |
	    (owner.equal_count > 0 ? UNRESOLVED_EQUAL : 0);
	unresolved |= read_cooperating(import, row, owner.lead, cooperating);
	json_object_set_new(reading, "lead",
	    owner.lead != NULL ? json_string(owner.lead) : json_null());
	json_object_set_new(reading, "cooperating", cooperating);
	json_object_set_new(reading, "unresolved", json_integer(unresolved));
	if (owner.equal_count > 0)
		json_object_set_new(reading, "equal",
		    json_integer((json_int_t)owner.equal_count));
	return reading;
}

/* A plan has few owners and many rows. */
static json_t *read_owner(struct import_owners *import, struct row_cells *row)
{
	const char *text = row_cell_text(row, "owner");
	json_t *reading;

	if (text == NULL || row_cell_text(row, "cooperating") != NULL)
		return read_new_owner(import, row);
	reading = json_object_get(import->known, text);
	if (reading != NULL)
		return json_incref(reading);
	reading = read_new_owner(import, row);
	if (json_number(reading, "unresolved") == 0 &&
	    json_text(reading, "lead") != NULL)
		json_object_set(import->known, text, reading);
	return reading;
}

/* --- of a list that planvakt wrote: codes --- */

static const char *import_owner_code_of(
    struct import_owners *import, const char *text)
{
	struct arena *arena = import->invocation->arena;

	return owner_names_code(import->names, arena, fold_name(arena, text));
}

static int64_t unclear_bits(struct row_cells *row)
{
	const char *unclear = row_cell_text(row, "unclear");
	int64_t bits = 0;

	if (unclear == NULL)
		return 0;
	bits |= strstr(unclear, "lead") != NULL ? UNRESOLVED_LEAD : 0;
	bits |=
	    strstr(unclear, "cooperating") != NULL ? UNRESOLVED_COOPERATING : 0;
	return bits | (strstr(unclear, "equal") != NULL ? UNRESOLVED_EQUAL : 0);
}

/* "bg, af"; true where one of them is no department. */
static bool read_codes(struct import_owners *import, struct row_cells *row,
    const char *lead, json_t *codes)
{
	const char *text = row_cell_text(row, "cooperating");
	bool unknown = false;

	while (text != NULL && *text != '\0') {
		size_t length = strcspn(text, ",");
		char *one = arena_copy(import->invocation->arena, text, length);
		const char *code = import_owner_code_of(import, one);

		if (code == NULL)
			import_remark(import->invocation, row, "cooperating",
			    one,
			    import_unresolved_reason(
				import->invocation, import->names, one));
		unknown |= code == NULL;
		import_owner_add_code(codes, lead, code);
		text += length + (text[length] == ',');
	}
	return unknown;
}

static json_t *read_own_owner(
    struct import_owners *import, struct row_cells *row)
{
	const char *text = row_cell_text(row, "lead");
	const char *lead = import_owner_code_of(import, text);
	json_t *reading = json_object(), *cooperating = json_array();
	int64_t unresolved = unclear_bits(row);

	if (lead == NULL) {
		unresolved |= UNRESOLVED_LEAD;
		import_remark(import->invocation, row, "lead", text,
		    import_unresolved_reason(
			import->invocation, import->names, text));
	}
	if (read_codes(import, row, lead, cooperating))
		unresolved |= UNRESOLVED_COOPERATING;
	json_object_set_new(
	    reading, "lead", lead != NULL ? json_string(lead) : json_null());
	json_object_set_new(reading, "cooperating", cooperating);
	json_object_set_new(reading, "unresolved", json_integer(unresolved));
	return reading;
}

void import_owner_read(
    struct import_owners *import, struct row_cells *row, json_t *reading)
{
	json_t *owner = row_cell_text(row, "lead") != NULL
	    ? read_own_owner(import, row)
	    : read_owner(import, row);

	json_object_update(reading, owner);
	json_decref(owner);
}
