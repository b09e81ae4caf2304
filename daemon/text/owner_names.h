/* SPDX-License-Identifier: ISC */
/* Departments by their names, in the inflections that plans write. Pure. */
#ifndef DAEMON_TEXT_OWNER_NAMES_H
#define DAEMON_TEXT_OWNER_NAMES_H

struct arena;
struct owner_names;

/* An empty list, which lives in the arena. */
struct owner_names *owner_names_new(struct arena *arena);

/* Adds a name or alias, in the form of fold_name(), of a department. Both texts
 * must live as long as the arena. */
void owner_names_add(
    struct owner_names *names, const char *folded, const char *code);

/* After the last is added, before any is looked up. */
void owner_names_sort(struct owner_names *names);

/* The code of the department with the folded name, or NULL: with exactly that
 * name; else with the only one that differs in no more than inflection
 * (-nämnd, -nämnden, -nämndens; so förvaltning, kontor, avdelning, enhet and
 * myndighet), a genitive, "&" and "samt" for "och", a hyphen or a
 * lost space for "- och", and "nämnden för X" for "X-nämnden". A plural is no
 * singular, and a board is not its office. `scratch` is used and not reset. */
const char *owner_names_code(
    const struct owner_names *names, struct arena *scratch, const char *folded);

/* The code of the department whose name is nearest to one that is none's, as
 * protocol/nearest.h says, and that name; NULL for nobody. A guess to ask by,
 * never to act on. */
const char *owner_names_near(
    const struct owner_names *names, const char *folded, const char **name);

#endif
