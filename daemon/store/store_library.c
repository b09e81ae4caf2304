/* SPDX-License-Identifier: ISC */
#include "daemon/store/store_library.h"

#include <sqlite3.h>

/* SQLite refuses both once it is in use. */
void store_library_begin(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
