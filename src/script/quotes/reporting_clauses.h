/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tags inside quotation marks, without marks of their own: « Oui, dit Anne, je viens. » and
 * «Un muchacho —contestó Ana—, se llamaba Pedro».
 *
 * Such a tag is a verb of speaking with its subject behind it ("dit Anne", "dit-il"). Between
 * guillemets it stands behind a comma or ? or !, and lasts to the next comma or full stop; or it is
 * set off by a pair of dashes, as between “ ” in Spanish: a blank, a dash, no blank before it, and
 * a dash at its end. English dashes have blanks on both sides or on none.
 */
#ifndef SCRIPT_QUOTES_REPORTING_CLAUSES_H
#define SCRIPT_QUOTES_REPORTING_CLAUSES_H

#include "script/quotes/dash.h"

/*
 * Finds what is spoken in `text`, a quotation with its marks; the first piece begins with the text
 * and the last one ends with it unless a tag does. No piece when there is no tag. With `paired`,
 * only tags between dashes count. Linear time.
 */
void reporting_clauses_find(struct view text, struct vocabulary *vocabulary, bool paired,
                            struct dash_found *found);

#endif
