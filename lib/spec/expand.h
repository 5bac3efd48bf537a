/* SPDX-License-Identifier: MIT */
/*
 * Makes the tables of one object out of its .def file. Included by spec.c once per object, with
 * SPEC_FILE, SPEC_OBJECT (the variable) and SPEC(x) (which puts the object's name before x) defined.
 *
 * OBJECT(name, what)                       what: its name in messages
 * FIELD(name, type, need, empty, form, limit, of, what, example)
 *   type     STRING, INTEGER (32 bits), LONG (64 bits), LIST (of objects)
 *   need     MANDATORY or OPTIONAL; what depends on other fields is a GROUP
 *   empty    FILLED: "" is TL303 and [] counts as absent; BLANK: "" means not set; ADVISED: [] is
 *            TL503; ANY: an empty value is a value
 *   form     what is judged in the value: NAME, TEXT, SECRET, PATH, IMAGE, COMMAND, CHOICE (a VARIANT's
 *            name), COUNT (from 1), ID (from 1, else advice), SCHEMA (TL207)
 *   limit    most Unicode code points, 0: none
 *   of       the object of a LIST's entries, 0: none
 *   what     what the field is, in messages;  example: a value, in fixes
 * FIELD_NAMED(id, name, ...)               a FIELD whose name is no identifier
 * GROUP(id, kind, rule, SETS(...), silencer)   see enum tl_group_kind; silenced when that group speaks
 * INSIDE(path, base)                 one path lies below another
 * NAMING(name, given)                     labels of a list's entries are unique (TL504); a value is
 *                                          given to its label (TL501)
 * VARIED_BY(field)                         the field whose value chooses among the VARIANTs
 * VARIANT(choice, fields)                  the value `choice` takes these fields
 * ALIAS(key, field, use)                   a key that is known to mean the field; EVERYDAY: a word that
 *                                          other documents use too, so it does not tell the kind; or OWN
 * FOREIGN(key, sign, what)                 a key that tells another document: by its value's type, or
 *                                          with another of the kind PAIR
 * A misspelt name in any of them does not compile.
 */
#define FIELD(name, ...) FIELD_NAMED(name, #name, __VA_ARGS__)
#define BIT(name) (UINT32_C(1) << SPEC(name))
#define SETS(...) { __VA_ARGS__ }
#define OBJECT(name, what)
#define FIELD_NAMED(id, name, ...)
#define GROUP(id, kind, rule, sets, silencer)
#define INSIDE(path, base)
#define NAMING(name, given)
#define VARIED_BY(field)
#define VARIANT(choice, fields)
#define ALIAS(key, field, use)
#define FOREIGN(key, sign, what)

#undef FIELD_NAMED
#define FIELD_NAMED(id, name, ...) SPEC(id),
enum {
#include SPEC_FILE
    SPEC(FIELD_COUNT)
};
#undef FIELD_NAMED
#define FIELD_NAMED(id, name, type, need, empty, form, ...)                                            \
    _Static_assert(sizeof(name) > 3, name ": suggestions are for names of three letters and more");    \
    _Static_assert(TL_##type != TL_LIST || TL_EMPTY_##empty == TL_EMPTY_FILLED                         \
                       || TL_EMPTY_##empty == TL_EMPTY_ADVISED,                                        \
                   name ": an empty list is FILLED or ADVISED");                                       \
    _Static_assert((TL_##type != TL_INTEGER && TL_##type != TL_LONG) || TL_FORM_##form == TL_FORM_COUNT \
                       || TL_FORM_##form == TL_FORM_ID,                                                \
                   name ": an integer is a COUNT or an ID");
#include SPEC_FILE
#undef FIELD_NAMED
#define FIELD_NAMED(id, name, type, need, empty, form, limit, of, what, example) \
    { name, sizeof(name) - 1, TL_##type, TL_##need, TL_EMPTY_##empty, TL_FORM_##form, \
      limit, (limit) ? (limit) : UINT_MAX, of, what, example },
static const struct tl_field SPEC(fields)[] = {
#include SPEC_FILE
};
#undef FIELD_NAMED
#define FIELD_NAMED(id, name, type, need, ...) | (TL_##need == TL_MANDATORY ? BIT(id) : 0)
static const uint32_t SPEC(mandatory) = 0
#include SPEC_FILE
    ;
#undef FIELD_NAMED
#define FIELD_NAMED(id, name, ...)

#undef GROUP
#define GROUP(id, kind, rule, sets, silencer) SPEC(group_##id),
enum {
    SPEC(group_NONE) = -1,
#include SPEC_FILE
    SPEC(GROUP_COUNT)
};
#undef GROUP
#define GROUP(id, kind, rule, sets, silencer) { TL_##kind, RULE_##rule, SPEC(group_##silencer), sets },
static const struct tl_group SPEC(groups)[] = {
#include SPEC_FILE
    { TL_AT_LEAST_ONE, RULE_unknown_field, -1, { 0 } } /* no array is empty */
};
#undef GROUP
#undef SETS
#define SETS(...) UNION(__VA_ARGS__, 0, 0, 0)
#define UNION(first, second, third, ...) ((first) | (second) | (third))
#define GROUP(id, kind, rule, sets, silencer) | sets
static const uint32_t SPEC(grouped) = 0
#include SPEC_FILE
    ;
#undef GROUP
#undef UNION
#define GROUP(id, kind, rule, sets, silencer)

#undef VARIANT
#define VARIANT(choice, fields) { #choice, sizeof #choice - 1, fields },
static const struct tl_variant SPEC(variants)[] = {
#include SPEC_FILE
    { NULL, 0, 0 }
};
#undef VARIANT
#define VARIANT(choice, fields)

#undef ALIAS
#define ALIAS(key, field, use) { #key, SPEC(field), TL_##use },
static const struct tl_alias SPEC(aliases)[] = {
#include SPEC_FILE
    { NULL, 0, TL_OWN }
};
#undef ALIAS
#define ALIAS(key, field, use)

#undef FOREIGN
#define FOREIGN(key, sign, what) { #key, sizeof #key - 1, TL_SIGN_##sign, what },
static const struct tl_foreign SPEC(foreign)[] = {
#include SPEC_FILE
    { NULL, 0, TL_SIGN_ANY, NULL }
};
#undef FOREIGN
#define FOREIGN(key, sign, what)

#undef OBJECT
#undef INSIDE
#undef NAMING
#undef VARIED_BY
#define OBJECT(name, what) \
    SPEC(ROW), what, SPEC(fields), SPEC(FIELD_COUNT), SPEC(mandatory), SPEC(groups), SPEC(GROUP_COUNT), SPEC(grouped), \
        SPEC(aliases), SPEC(foreign), SPEC(variants),
#define INSIDE(path, base) .inside = 1 + SPEC(path), .directory = SPEC(base),
#define NAMING(name, given) .label = 1 + SPEC(name), .labelled = SPEC(given),
#define VARIED_BY(field) .varied_by = 1 + SPEC(field),
const struct tl_object SPEC_OBJECT = {
#include SPEC_FILE
};

#undef FIELD
#undef FIELD_NAMED
#undef BIT
#undef SETS
#undef OBJECT
#undef GROUP
#undef INSIDE
#undef NAMING
#undef VARIED_BY
#undef VARIANT
#undef ALIAS
#undef FOREIGN
#undef SPEC
#undef SPEC_OBJECT
#undef SPEC_FILE
