/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/quotes. Reporting clauses: dialogue tags inside the quotation marks, as in
 * « Oui, dit Anne, je viens. » and «Un muchacho —contestó Ana—, se llamaba Pedro».
 *
 * Such a clause is a verb of speaking followed by its subject ("dit Anne", "dit-il"). Between
 * guillemets it follows a comma, ? or !, and runs to the next comma or full stop. Or a pair of
 * dashes sets it off, also between “ ” in Spanish: a blank, a dash and no blank, and a dash at its
 * end. English dashes have blanks on both sides or on none, so they are not taken for these.
 */
#ifndef SCRIPT_QUOTES_REPORTING_CLAUSES_H
#define SCRIPT_QUOTES_REPORTING_CLAUSES_H

#include "script/quotes/dash.h"

/*
 * Finds what is spoken in `text`, a quotation with its marks. The first piece begins with the text,
 * and the last one ends with it unless a clause does. No piece: there is no such clause. With
 * `paired`, only clauses between dashes count. Linear time.
 */
void reporting_clauses_find(struct view text, struct vocabulary *vocabulary, bool paired,
                            struct dash_found *found);

#endif
