/* SPDX-License-Identifier: MIT */
/*
 * Which mutant is on, and which ones a test has come by: one that it has not cannot make it fail. Every source of the
 * library that is to be broken begins with this.
 */
enum { TL_MUTANTS = 20000 };
extern int tl_mutant;
extern unsigned char tl_reached[TL_MUTANTS];
#define tl_is_on(number) (tl_reached[number] = 1, tl_mutant == (number))
