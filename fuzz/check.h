/* SPDX-License-Identifier: MIT */
/* Stands in for the library Check, so that targets use the words of the tests: what must hold, or a message and abort.
 */
#ifndef FUZZ_CHECK_H
#define FUZZ_CHECK_H

#define ck_abort_msg(...) target_fail(__VA_ARGS__)
#define ck_assert_msg(holds, ...) ((holds) ? (void)0 : target_fail(__VA_ARGS__))
#define ck_assert(holds) ck_assert_msg(holds, "%s:%d: not so: %s", __FILE__, __LINE__, #holds)
#define ck_assert_int_eq(a, b) ck_assert((a) == (b))
#define ck_assert_int_ne(a, b) ck_assert((a) != (b))
#define ck_assert_uint_eq(a, b) ck_assert((a) == (b))

/* Writes the message to standard error and aborts, which an engine takes for a finding. */
_Noreturn void target_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
