/* SPDX-License-Identifier: MIT */
/* What findings say: the sentences of words.def. */
#ifndef TL_WORDS_H
#define TL_WORDS_H

#include "trainlint.h"

enum tl_param_name {
#define PARAM(name) PARAM_##name,
#include "words.def"
#undef PARAM
    TL_PARAM_NAME_COUNT
};

enum tl_words {
#define WORDS(id, ...) WORDS_##id,
#include "words.def"
#undef WORDS
    TL_WORDS_COUNT
};

enum tl_label {
#define LABEL(id, text) LABEL_##id,
#include "words.def"
#undef LABEL
    TL_LABEL_COUNT
};

trainlint_applicability tl_words_applicability(enum tl_words words);

#endif
