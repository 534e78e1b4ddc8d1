/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/attribution, and used by the trainers in scripts/train: the steps of
 * attribution_make up to the decision.
 */
#ifndef SCRIPT_ATTRIBUTION_STEPS_H
#define SCRIPT_ATTRIBUTION_STEPS_H

#include "script/attribution/turns.h"
#include "script/people/people.h"
#include "script/quotes/quotes.h"

struct attribution_work {
    const struct book *book;
    struct vocabulary *vocabulary;
    struct quotes quotes;
    struct tokens tokens;
    struct people people;
    struct quote_context *contexts;
    uint8_t *kinds; /* enum quotation_kind */
    struct turns turns;
    struct turn_input input;
};

/* Does everything up to the turns, which are not decided yet. The book must outlive the work.
 * False: ERR_SETUP, as attribution_make; nothing to release. */
bool attribution_prepare(struct attribution_work *work, const struct book *book, struct err *err);
void attribution_work_release(struct attribution_work *work);

#endif
