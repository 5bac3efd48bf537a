/* SPDX-License-Identifier: MIT */
#include "spec.h"

#include <limits.h>

/* The rows of the lookup. */
enum { request_ROW, parameter_ROW, data_source_ROW };

#define SPEC(x) parameter_##x
#define SPEC_OBJECT tl_parameter
#define SPEC_FILE "parameter.def"
#include "spec/expand.h"

#define SPEC(x) data_source_##x
#define SPEC_OBJECT tl_data_source
#define SPEC_FILE "data_source.def"
#include "spec/expand.h"

#define SPEC(x) request_##x
#define SPEC_OBJECT tl_request
#define SPEC_FILE "request.def"
#include "spec/expand.h"

const struct tl_object *const tl_objects[TL_OBJECT_COUNT] = {
    [request_ROW] = &tl_request,
    [parameter_ROW] = &tl_parameter,
    [data_source_ROW] = &tl_data_source,
};

#define FITS(entry)                                                                       \
    _Static_assert((int)request_FIELD_COUNT + (int)entry##_FIELD_COUNT <= TL_MAX_OPEN_FIELDS, \
                   "TL_MAX_OPEN_FIELDS: the request and its " #entry)
FITS(parameter);
FITS(data_source);
_Static_assert((int)request_FIELD_COUNT <= TL_MAX_FIELDS, "fields are bits of 32");

void tl_lookup_build(struct tl_lookup *lookup)
{
    memset(lookup, 0, sizeof *lookup);
    for (int o = 0; o < TL_OBJECT_COUNT; o++)
        for (int f = 0; f < tl_objects[o]->field_count; f++) {
            const struct tl_field *field = &tl_objects[o]->fields[f];
            unsigned at = tl_lookup_slot((const unsigned char *)field->name, field->length);
            lookup->slots[o][at] = (struct tl_slot){ field, field->length, f };
            for (const char *c = field->name; *c; c++)
                lookup->letters[o][f] |= tl_letter((unsigned char)*c);
        }
}

int tl_lookup_field(const struct tl_slot *row, const unsigned char *key, size_t length)
{
    if (length < 2)
        return -1;
    const struct tl_slot *slot = &row[tl_lookup_slot(key, length)];
    return slot->length == length && memcmp(slot->own->name, key, length) == 0 ? slot->field : -1;
}
