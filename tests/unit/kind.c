/* SPDX-License-Identifier: ISC */
/* Kinds of observations: which there are, added and retired. */
#include "daemon/commands/kind.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/rig/rig.h"

static void kinds_come_and_go(void **state)
{
	struct rig *rig = *state;
	json_t *kinds = rig_at(rig_must(rig, "kind.list", "{}"), "rows");

	assert_int_equal(json_array_size(kinds), 18);
	rig_is(rig->result, "rows.0",
	    "{'name':'leaflet','area':'vbe','spellings':['flygblad',"
	    "'flygbladen','leaflets','flyer','flyers','flyers och flygblad',"
	    "'utdelning av flygblad'],'retired':null}");
	rig_must(rig, "kind.add", "{'name':'Eldning','area':'other'}");
	rig_is(rig->result, "",
	    "{'name':'Eldning','area':'other',"
	    "'spellings':[],'retired':null}");
	rig_refused(rig, ERR_CONFLICT, "\"Eldning\"", "kind.add",
	    "{'name':'ELDNING','area':'vbe'}");
	rig_refused(rig, ERR_CONFLICT, "\"poster\"", "kind.add",
	    "{'name':'Klistermärke','area':'vbe'}");
	rig_must(rig, "observation.import",
	    "{'rows':[{'line':2,'date':'2022-06-02','kind':'eldning'}]}");
	rig_must(rig, "kind.retire", "{'name':'eldning'}");
	rig_refused(rig, ERR_INVALID, "was retired", "observation.add",
	    "{'date':'2022-06-02','area':'vbe','kind':'eldning','text':'T'}");
	rig_must(rig, "kind.retire", "{'name':'Eldning'}");
	rig_is(rig->result, "unchanged", "true");
	rig_must(rig, "kind.add", "{'name':'Eldning','area':'vbe'}");
	rig_is(rig->result, "retired", "null");
	rig_refused(rig, ERR_NOT_FOUND, "there is no kind", "kind.retire",
	    "{'name':'x'}");
	rig_must(rig, "observation.list", "{}");
	rig_is(rig->result, "rows.0.kind", "'Eldning'");
	rig_is(rig->result, "rows.0.area", "'other'");
	rig_is_replayed(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(kinds_come_and_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
