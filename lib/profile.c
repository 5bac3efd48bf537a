/* SPDX-License-Identifier: MIT */
#include "profile.h"

static const struct {
    uint64_t limit[TL_LIMIT_COUNT];
    bool flag[TL_FLAG_COUNT];
} presets[] = {
    [TRAINLINT_SERVER] = { { UINT64_C(1) << 20, 32, UINT64_C(1) << 16, 10000, 16 }, { false, false, false } },
    [TRAINLINT_LINT] = { { UINT64_C(16) << 20, 64, UINT64_C(1) << 20, 100000, 1000 }, { true, false, true } },
};

static const struct {
    uint64_t least, most;
} ranges[TL_LIMIT_COUNT] = {
    [TRAINLINT_MAX_BYTES] = { 0, UINT64_MAX },
    [TRAINLINT_MAX_DEPTH] = { 1, 1000000 },
    [TRAINLINT_MAX_TOKEN] = { 16, UINT64_C(1) << 30 },
    [TRAINLINT_MAX_MEMBERS] = { 1, UINT64_C(1) << 62 },
    [TRAINLINT_MAX_FINDINGS] = { 0, UINT32_MAX },
};

trainlint_status trainlint_profile_new(trainlint_profile **out, trainlint_preset preset,
                                       const trainlint_allocator *allocator)
{
    if (!out)
        return TRAINLINT_MISUSE;
    *out = NULL;
    if (preset != TRAINLINT_SERVER && preset != TRAINLINT_LINT)
        return TRAINLINT_MISUSE;
    struct trainlint_allocator own = tl_allocator(allocator);
    trainlint_profile *profile = tl_allocate(&own, sizeof *profile);
    if (!profile)
        return TRAINLINT_NOMEM;
    profile->allocator = own;
    for (int i = 0; i < TL_RULE_COUNT; i++)
        profile->severity[i] = (unsigned char)tl_rules[i].severity[preset];
    for (int i = 0; i < TL_LIMIT_COUNT; i++)
        profile->limit[i] = presets[preset].limit[i];
    for (int i = 0; i < TL_FLAG_COUNT; i++)
        profile->flag[i] = presets[preset].flag[i];
    tl_lookup_build(&profile->lookup);
    atomic_init(&profile->sealed, false);
    *out = profile;
    return TRAINLINT_OK;
}

void trainlint_profile_free(trainlint_profile *profile)
{
    if (profile) {
        struct trainlint_allocator allocator = profile->allocator;
        tl_release(&allocator, profile);
    }
}

static bool open_for_change(const trainlint_profile *profile)
{
    return profile && !atomic_load_explicit(&profile->sealed, memory_order_relaxed);
}

trainlint_status trainlint_profile_set_severity(trainlint_profile *profile, const char *rule,
                                                trainlint_severity severity)
{
    enum tl_rule index = tl_rule_index(rule);
    if (!open_for_change(profile) || index == TL_RULE_COUNT || tl_rules[index].fixed_severity
        || severity < TRAINLINT_OFF || severity > TRAINLINT_ERROR)
        return TRAINLINT_MISUSE;
    profile->severity[index] = (unsigned char)severity;
    return TRAINLINT_OK;
}

trainlint_status trainlint_profile_set_limit(trainlint_profile *profile, trainlint_limit limit, uint64_t value)
{
    if (!open_for_change(profile) || (unsigned)limit >= TL_LIMIT_COUNT || value < ranges[limit].least
        || value > ranges[limit].most)
        return TRAINLINT_MISUSE;
    profile->limit[limit] = value;
    return TRAINLINT_OK;
}

trainlint_status trainlint_profile_set_flag(trainlint_profile *profile, trainlint_flag flag, bool on)
{
    if (!open_for_change(profile) || (unsigned)flag >= TL_FLAG_COUNT)
        return TRAINLINT_MISUSE;
    profile->flag[flag] = on;
    return TRAINLINT_OK;
}

trainlint_severity trainlint_profile_severity(const trainlint_profile *profile, const char *rule)
{
    enum tl_rule index = tl_rule_index(rule);
    return profile && index != TL_RULE_COUNT ? (trainlint_severity)profile->severity[index] : TRAINLINT_OFF;
}

uint64_t trainlint_profile_limit(const trainlint_profile *profile, trainlint_limit limit)
{
    return profile && (unsigned)limit < TL_LIMIT_COUNT ? profile->limit[limit] : 0;
}

bool trainlint_profile_flag(const trainlint_profile *profile, trainlint_flag flag)
{
    return profile && (unsigned)flag < TL_FLAG_COUNT && profile->flag[flag];
}
