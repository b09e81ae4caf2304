/* SPDX-License-Identifier: ISC */
/* What mutate.py's sources call: which of their mutants is on. */
#ifndef TESTS_MUTANTS_MUTANT_H
#define TESTS_MUTANTS_MUTANT_H

#include <stdbool.h>

#define MUTANTS_MAX 32768

extern int mutant_on; /* its number; 0 for none */
extern unsigned char mutant_met[MUTANTS_MAX];

/* Notes that the program came by it, too. */
static inline bool mutant_is_on(int number)
{
	mutant_met[number] = 1;
	return mutant_on == number;
}

#define MUTANT(number) mutant_is_on(number)

#endif
