/* SPDX-License-Identifier: MIT */
/* A diagnostic as a JSON object. */
#ifndef JSON_DIAGNOSTIC_H
#define JSON_DIAGNOSTIC_H

#include <yajl/yajl_gen.h>

#include "diagnostic.h"

void json_diagnostic(yajl_gen json, const struct diagnostic *finding);

#endif
