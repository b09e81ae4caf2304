/* SPDX-License-Identifier: ISC */
/* Memory of JSON. */
#ifndef PROTOCOL_JSON_MEMORY_H
#define PROTOCOL_JSON_MEMORY_H

/* From now on the process ends where jansson gets no memory: it would leave out
 * what it has none for, a row's owner say, or call a good text broken. Before
 * anything else that has to do with JSON. */
void json_memory_begin(void);

#endif
